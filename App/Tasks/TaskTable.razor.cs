using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Projects;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <summary>The tasks of a project as a list, a stretch at a time; what others change shows within a moment and flashes once.</summary>
public sealed partial class TaskTable : IDisposable
{
    /// <summary>How many rows come at a time.</summary>
    private const int Stretch = 100;

    private readonly TaskDeck deck;
    private IReadOnlyList<TaskColumn> columns = TaskArrangement.UsualColumns;
    private TaskRows? rows;
    private IDisposable? subscription;
    private long watched;
    private string? shown;
    private int size = Stretch;
    private int reads;

    public TaskTable() => deck = new TaskDeck(Shown, Draw, () => LoadAsync(live: true), StateHasChanged);

    [Parameter, EditorRequired]
    public ProjectAddress Address { get; set; } = default!;

    /// <summary>The lists of the project, for their names.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ListRow> Lists { get; set; } = [];

    /// <inheritdoc cref="BoardView.OnCounted"/>
    [Parameter]
    public EventCallback<int> OnCounted { get; set; }

    /// <summary>What to do where there is no task yet.</summary>
    [Parameter]
    public RenderFragment? Empty { get; set; }

    [CascadingParameter(Name = "Today")]
    public DateOnly Today { get; set; }

    [Inject]
    private FindTasks Find { get; set; } = default!;

    [Inject]
    private BoardVerbs Verbs { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private LiveTopics Live { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    private TaskSort Sort => new(Address.Order, Address.Reversed, Address.Group, Today);

    private bool AllPicked => deck.Picked.Count > 0 && deck.Picked.Count == rows!.Rows.Count;

    public void Dispose() => subscription?.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        var wanted = (Address with { Task = null }).ToString();
        if (wanted == shown)
        {
            return;
        }

        (shown, size) = (wanted, Stretch);

        // Rows tell by the reference whether their columns have changed.
        columns = columns.SequenceEqual(Address.ShownColumns) ? columns : Address.ShownColumns;
        if (watched != Address.ProjectId)
        {
            (watched, rows) = (Address.ProjectId, null);
            deck.Open(Time.GetUtcNow());
            subscription?.Dispose();
            subscription = RendererInfo.IsInteractive ? Live.Subscribe([Topic.Project(watched)], () => InvokeAsync(() => deck.MayLook() ? LoadAsync(live: true) : Task.CompletedTask)) : null;
        }

        await LoadAsync(live: false);
    }

    private async Task LoadAsync(bool live)
    {
        var read = ++reads;
        var found = await Find.RunAsync(await Current.GetAsync(), Address.ProjectId, Address.Filter, Sort, 0, size);
        if (read != reads || (live && !deck.MayLook()))
        {
            return;
        }

        deck.Compare(live ? rows?.Rows.ToDictionary(r => r.Id) : null, found.Rows);
        rows = found;
        await OnCounted.InvokeAsync(rows.Count);
        StateHasChanged();
    }

    private async Task ToggleAsync(TaskCardView row)
    {
        deck.Draw([new(row.Id, new() { Status = row.IsDone ? TaskState.Open : TaskState.Resolved })], []);
        var actor = await Current.GetAsync();
        var result = await deck.SaveAsync(() => row.IsDone ? Verbs.Reopen.RunAsync(actor, row.Id) : Verbs.Complete.RunAsync(actor, row.Id), made => [made]);
        if (!result.Ok)
        {
            Toasts.Error(TasksText.Stays(TaskKey.For(row.Id), result.Failure.Message));
        }
    }

    private TaskCardView? Shown(long id) => rows?.Rows.FirstOrDefault(r => r.Id == id);

    private void Draw(TaskCardView card, TaskEdit? edit) => rows = rows! with
    {
        Rows = edit is null ? [.. rows.Rows.Where(r => r.Id != card.Id)] : [.. rows.Rows.Select(r => r.Id == card.Id ? card : r)],
    };

    private void PickAll() => deck.Pick([.. rows!.Rows.Select(r => r.Id)], on: !AllPicked);

    private Task ShowMoreAsync()
    {
        size += Stretch;
        return LoadAsync(live: false);
    }

    private string ListName(long list) => Lists.Where(l => l.Id == list).Select(l => l.Name).FirstOrDefault(string.Empty);

    private string? Sorted(TaskOrder order) => order != Address.Order ? null : Address.Reversed ? "descending" : "ascending";

    private string Heading(TaskCardView row, long group) => Address.Group switch
    {
        TaskGroup.List => ListName(row.ListId),
        TaskGroup.Status => row.State.Say(),
        TaskGroup.Assignee => row.Assignee?.Name ?? TasksText.Nobody,
        TaskGroup.Priority => row.Urgent ? TasksText.Urgent : row.Priority == 0 ? TasksText.NoPriorityGroup : $"{TasksText.PriorityName} {row.Priority}",
        _ => TaskWords.Say((WorkTime)group),
    };
}
