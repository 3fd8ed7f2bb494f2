using System.Globalization;

namespace TaskHub.Tasks;

/// <summary>The address of a project's page: which view, which filter, which order, and which task lies open beside it.</summary>
public sealed record ProjectAddress(long OrganizationId, long ProjectId)
{
    /// <summary>The board unless this is true.</summary>
    public bool List { get; init; }

    public TaskFilter Filter { get; init; } = new();
    public TaskOrder Order { get; init; }

    /// <summary>The task in the panel.</summary>
    public long? Task { get; init; }

    public override string ToString()
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/app/organization/{OrganizationId}/projects/{ProjectId}");
        var query = string.Join('&', Parts().Where(p => p.Value.Length > 0).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));
        return query.Length > 0 ? $"{path}?{query}" : path;
    }

    private IEnumerable<(string Name, string Value)> Parts() =>
    [
        ("view", List ? "list" : string.Empty),
        ("q", Filter.Text),
        ("status", Filter.Status),
        ("assignee", Filter.Assignee),
        ("sort", Order == TaskOrder.Board ? string.Empty : OrderName(Order)),
        ("task", Task?.ToString(CultureInfo.InvariantCulture) ?? string.Empty),
    ];

    public static string OrderName(TaskOrder order) => order switch
    {
        TaskOrder.Name => "name",
        TaskOrder.Status => "status",
        TaskOrder.Priority => "priority",
        TaskOrder.Due => "due",
        TaskOrder.Newest => "newest",
        _ => "board",
    };

    public static TaskOrder OrderFrom(string? name) => Enum.GetValues<TaskOrder>().FirstOrDefault(o => OrderName(o) == name);
}
