using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Tasks;
using TaskHub.Ui;

namespace TaskHub;

/// <summary>What is assigned to me, across organizations, by when it is due.</summary>
public sealed partial class MyWorkPage
{
    private IReadOnlyList<WorkGroup>? groups;
    private long? organization;
    private bool several;
    private DateOnly shownFor;
    private IDisposable? subscription;

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

    public void Dispose() => subscription?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        if (await Current.FindAsync() is { } actor && RendererInfo.IsInteractive)
        {
            subscription = Live.Subscribe([Topic.Person(actor.UserId), .. actor.Organizations.Select(Topic.Organization)], () => InvokeAsync(LoadAsync));
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

        shownFor = Today;
        groups = await Find.RunAsync(actor, Today);
        organization = actor.Organizations.Count > 0 ? actor.Organizations[0] : null;
        several = actor.Organizations.Count > 1;
        StateHasChanged();
    }

    private async Task CompleteAsync(MyTask task)
    {
        var result = await Complete.RunAsync(await Current.GetAsync(), task.Card.Id);
        if (result.Ok)
        {
            Toasts.Show(ShellText.Completed(TaskKey.For(task.Card.Id)), undo: async () => await Reopen.RunAsync(await Current.GetAsync(), task.Card.Id));
        }
        else
        {
            Toasts.Error(result.Failure.Message);
        }

        await LoadAsync();
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
