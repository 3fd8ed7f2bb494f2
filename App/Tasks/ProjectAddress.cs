using System.Globalization;

namespace TaskHub.Tasks;

/// <summary>How the tasks of a project are shown.</summary>
public enum WorkView
{
    Board,
    List,
    Calendar,
}

/// <summary>The address of a project's page: which view, which filter, how a list is arranged, and which task lies open beside it.</summary>
public sealed record ProjectAddress(long OrganizationId, long ProjectId)
{
    public WorkView View { get; init; }
    public TaskFilter Filter { get; init; } = new();
    public TaskOrder Order { get; init; }

    /// <summary>The order runs the other way round.</summary>
    public bool Reversed { get; init; }

    public TaskGroup Group { get; init; }

    /// <summary>The columns of the list; null for the usual ones.</summary>
    public IReadOnlyList<TaskColumn>? Columns { get; init; }

    /// <summary>The month of the calendar, by its first day; null for this one.</summary>
    public DateOnly? Month { get; init; }

    /// <summary>The task in the panel.</summary>
    public long? Task { get; init; }

    /// <summary>The columns that are shown.</summary>
    public IReadOnlyList<TaskColumn> ShownColumns => Columns ?? TaskArrangement.UsualColumns;

    /// <summary>The page without anything that is chosen on it.</summary>
    public string Path => string.Create(CultureInfo.InvariantCulture, $"/app/organization/{OrganizationId}/projects/{ProjectId}");

    public override string ToString() => Path + Query(Parts());

    /// <summary>The tasks that the page shows, as a file; <paramref name="kind"/> is <c>csv</c> or <c>json</c>.</summary>
    public string Sheet(string kind) => $"{Path}/tasks.{kind}" + Query(
        [.. Parts().Where(p => TaskExport.Kept.Contains(p.Name)), ("today", Filter.Due.Length > 0 ? Filter.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : string.Empty)]);

    /// <summary>The same page, the list ordered by this; chosen again, it runs the other way round.</summary>
    public ProjectAddress SortedBy(TaskOrder order) => this with { Order = order, Reversed = order == Order && !Reversed };

    /// <summary>The same page with a column more, or less.</summary>
    public ProjectAddress Toggled(TaskColumn column)
    {
        var columns = TaskArrangement.AllColumns.Where(c => ShownColumns.Contains(c) != (c == column)).ToList();
        return this with { Columns = columns.SequenceEqual(TaskArrangement.UsualColumns) ? null : columns };
    }

    private static string Query(IEnumerable<(string Name, string Value)> parts)
    {
        var query = string.Join('&', parts.Where(p => p.Value.Length > 0).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));
        return query.Length > 0 ? $"?{query}" : query;
    }

    private IEnumerable<(string Name, string Value)> Parts() =>
    [
        ("view", View == WorkView.Board ? string.Empty : NameOf(View)),
        ("q", Filter.Text),
        ("status", Filter.Status),
        ("assignee", Filter.Assignee),
        ("label", Filter.Label),
        ("due", Filter.Due),
        ("sort", Order == TaskOrder.Board && !Reversed ? string.Empty : NameOf(Order) + (Reversed ? TaskArrangement.Reverse : string.Empty)),
        ("group", Group == TaskGroup.None ? string.Empty : NameOf(Group)),
        ("columns", Columns is null ? string.Empty : Columns.Count == 0 ? TaskArrangement.NoColumns : string.Join('.', Columns.Select(c => NameOf(c)))),
        ("month", Month?.ToString("yyyy-MM", CultureInfo.InvariantCulture) ?? string.Empty),
        ("task", Task?.ToString(CultureInfo.InvariantCulture) ?? string.Empty),
    ];

    private static string NameOf(Enum value) => value.ToString().ToLowerInvariant();
}
