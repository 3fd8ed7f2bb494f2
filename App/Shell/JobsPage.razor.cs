using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Jobs;
using TaskHub.Live;
using TaskHub.Ui;
using TaskHub.Webhooks;

namespace TaskHub;

/// <summary>The platform operator's page: the scheduler's jobs and every delivery queue, live.</summary>
public sealed partial class JobsPage : IDisposable
{
    private SchedulerView? view;
    private IReadOnlyList<QueueLine> queues = [];
    private IReadOnlyList<FailedRun> failed = [];
    private bool refused;
    private IDisposable? jobs;
    private IDisposable? deliveries;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private Scheduler Scheduler { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    [Inject]
    private LiveTopics Live { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    public void Dispose()
    {
        jobs?.Dispose();
        deliveries?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (RendererInfo.IsInteractive && !refused)
        {
            jobs = Scheduler.OnChange(() => _ = InvokeAsync(LookAsync));
            deliveries = Live.Subscribe([Topic.Deliveries], () => InvokeAsync(LookAsync));
        }
    }

    private async Task LookAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        if (await OperatorAsync() is not { } actor)
        {
            return;
        }

        var found = await Services.GetRequiredService<FindQueues>().RunAsync(actor);
        if (found.Ok)
        {
            queues = found.Value;
            failed = Scheduler.RecentlyFailed();
            view = await Scheduler.LookAsync();
        }
    }

    private async Task RunAsync(JobLine job)
    {
        if (await OperatorAsync() is not null)
        {
            Toasts.Show(JobsPageText.Answer(await Scheduler.RunNowAsync(job.Key), job.Title));
        }
    }

    private async Task PauseAsync(JobLine job)
    {
        if (await OperatorAsync() is not null)
        {
            await Scheduler.PauseAsync(job.Key);
        }
    }

    private async Task ResumeAsync(JobLine job)
    {
        if (await OperatorAsync() is not null)
        {
            await Scheduler.ResumeAsync(job.Key);
        }
    }

    /// <summary>The scheduler knows no rights, so this page asks for them anew before every act.</summary>
    private async Task<Actor?> OperatorAsync()
    {
        var actor = await Current.FindAsync();
        refused = actor is not { IsOperator: true };
        return refused ? null : actor;
    }
}
