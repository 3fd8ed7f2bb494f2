using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Tasks;
using TaskHub.Ui;

namespace TaskHub;

/// <summary>What is assigned to me, across organizations, by when it is due.</summary>
public sealed partial class MyWorkPage
{
    private readonly TaskDeck deck;
    private IReadOnlyList<WorkGroup>? groups;
    private long? organization;
    private bool several;
    private DateOnly shownFor;
    private IDisposable? subscription;

    public MyWorkPage() => deck = new TaskDeck(Shown, Draw, LoadAsync, StateHasChanged);

    [CascadingParameter(Name = "Today")]
    public DateOnly Today { get; set; }

    [Inject]
    private MyWork Find { get; set; } = default!;

    [Inject]
    private CompleteTask Complete { get; set; } = default!;

    [Inject]
    private ReopenTask Reopen { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private LiveTopics Live { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    public void Dispose() => subscription?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        deck.Open(Time.GetUtcNow());
        if (await Current.FindAsync() is { } actor && RendererInfo.IsInteractive)
        {
            subscription = Live.Subscribe([Topic.Person(actor.UserId), .. actor.Organizations.Select(Topic.Organization)], () => InvokeAsync(() => deck.MayLook() ? LoadAsync() : Task.CompletedTask));
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (shownFor != Today)
        {
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        if (await Current.FindAsync() is not { } actor)
        {
            return;
        }

        var found = await Find.RunAsync(actor, Today);
        if (groups is not null && !deck.MayLook())
        {
            return;
        }

        deck.Compare(groups is null ? null : Cards(groups).ToDictionary(c => c.Id), Cards(found));
        (groups, shownFor) = (found, Today);
        organization = actor.Organizations.Count > 0 ? actor.Organizations[0] : null;
        several = actor.Organizations.Count > 1;
        StateHasChanged();
    }

    private async Task CompleteAsync(MyTask task)
    {
        var (actor, id) = (await Current.GetAsync(), task.Card.Id);
        deck.Hide([id]);
        var result = await deck.SaveAsync(() => Complete.RunAsync(actor, id), made => [made]);
        if (result.Ok)
        {
            Toasts.Show(ShellText.Completed(TaskKey.For(id)), undo: async () => await Reopen.RunAsync(await Current.GetAsync(), id));
        }
        else
        {
            Toasts.Error(result.Failure.Message);
        }
    }

    private static IEnumerable<TaskCardView> Cards(IEnumerable<WorkGroup> groups) => groups.SelectMany(g => g.Tasks).Select(t => t.Card);

    private TaskCardView? Shown(long id) => groups is null ? null : Cards(groups).FirstOrDefault(c => c.Id == id);

    /// <summary>Draws a task under the heading that its date gives it; what is done, or another's, is no work of mine.</summary>
    private void Draw(TaskCardView card, TaskEdit? edit)
    {
        var stays = edit is not null && !card.IsDone && card.Assignee?.Id == Shown(card.Id)?.Assignee?.Id;
        groups = [.. groups!.SelectMany(g => g.Tasks).Where(t => stays || t.Card.Id != card.Id).Select(t => t.Card.Id == card.Id ? t with { Card = card } : t)
            .GroupBy(t => MyWork.When(t.Card.DueOn, Today)).OrderBy(g => g.Key).Select(g => new WorkGroup(g.Key, [.. g]))];
    }

    private string Place(MyTask task) => several ? $"{task.Organization} · {task.Project}" : task.Project;

    private static string Name(WorkTime time) => time switch
    {
        WorkTime.Overdue => ShellText.Overdue,
        WorkTime.Today => ShellText.Today,
        WorkTime.Soon => ShellText.ThisWeek,
        WorkTime.Later => ShellText.Later,
        _ => ShellText.NoDate,
    };
}
