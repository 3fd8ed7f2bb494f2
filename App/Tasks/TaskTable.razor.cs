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

    private readonly Dictionary<long, int> flashes = [];
    private readonly Dictionary<long, int> mine = [];
    private TaskRows? rows;
    private IDisposable? subscription;
    private long watched;
    private string? shown;
    private int size = Stretch;
    private int reads;

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

    [Inject]
    private FindTasks Find { get; set; } = default!;

    [Inject]
    private BoardVerbs Verbs { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private LiveTopics Live { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    public void Dispose() => subscription?.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        var wanted = (Address with { Task = null }).ToString();
        if (wanted == shown)
        {
            return;
        }

        (shown, size) = (wanted, Stretch);
        if (watched != Address.ProjectId)
        {
            (watched, rows) = (Address.ProjectId, null);
            subscription?.Dispose();
            subscription = RendererInfo.IsInteractive ? Live.Subscribe([Topic.Project(watched)], () => InvokeAsync(() => LoadAsync(live: true))) : null;
        }

        await LoadAsync(live: false);
    }

    private async Task LoadAsync(bool live)
    {
        var read = ++reads;
        var found = await Find.RunAsync(await Current.GetAsync(), Address.ProjectId, Address.Filter, Address.Order, 0, size);
        if (read != reads)
        {
            return;
        }

        if (live && rows is not null)
        {
            var before = rows.Rows.ToDictionary(r => r.Id, r => r.Version);
            foreach (var row in found.Rows.Where(r => before.GetValueOrDefault(r.Id) != r.Version && mine.GetValueOrDefault(r.Id) != r.Version))
            {
                flashes[row.Id] = flashes.GetValueOrDefault(row.Id) + 1;
            }
        }

        rows = found;
        await OnCounted.InvokeAsync(rows.Count);
        StateHasChanged();
    }

    private async Task ToggleAsync(TaskCardView row)
    {
        var turned = row with { State = row.IsDone ? TaskState.Open : TaskState.Resolved };
        rows = rows! with { Rows = [.. rows.Rows.Select(r => r.Id == row.Id ? turned : r)] };
        StateHasChanged();
        var actor = await Current.GetAsync();
        var result = row.IsDone ? await Verbs.Reopen.RunAsync(actor, row.Id) : await Verbs.Complete.RunAsync(actor, row.Id);
        if (result.Ok)
        {
            mine[row.Id] = result.Value.Version;
            return;
        }

        Toasts.Error(TasksText.Stays(TaskKey.For(row.Id), result.Failure.Message));
        await LoadAsync(live: false);
    }

    private Task ShowMoreAsync()
    {
        size += Stretch;
        return LoadAsync(live: false);
    }

    private string ListName(long list) => Lists.Where(l => l.Id == list).Select(l => l.Name).FirstOrDefault(string.Empty);

    private string Look(TaskCardView row)
    {
        var flash = flashes.GetValueOrDefault(row.Id);
        return (row.IsDone ? "done " : string.Empty) + (flash == 0 ? string.Empty : flash % 2 == 0 ? "flash-even" : "flash-odd");
    }
}
