using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Jobs;
using TaskHub.Live;
using TaskHub.Ui;
using TaskHub.Webhooks;

namespace TaskHub;

/// <summary>The platform operator's page: what the hub does now and did, its recurring work and every delivery queue, live.</summary>
public sealed partial class JobsPage : IDisposable
{
    /// <summary>How often the figures of the day are read anew, at most.</summary>
    private static readonly TimeSpan DayRest = TimeSpan.FromSeconds(10);

    /// <summary>How often what happens now is looked at, while nothing else asks for it.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private static readonly string?[] Tabs = ["queues", "scheduled", "processing", "succeeded", "failed", "recurring"];

    private SchedulerView? view;
    private IReadOnlyList<QueueLine> queues = [];
    private IReadOnlyList<RunOfJob> failed = [];
    private IReadOnlyList<WorkLine> lines = [];
    private IReadOnlyList<ThroughputStep> now = [];
    private WorkDay? day;
    private WorkDay? dayNow;
    private DateTimeOffset dayRead;
    private (int Delivered, int Failed) countedThen;
    private bool refused;
    private string? shown;
    private IDisposable? jobs;
    private IDisposable? deliveries;
    private ITimer? timer;

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

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? Tab { get; set; }

    /// <summary>The key of the job whose runs are shown.</summary>
    [SupplyParameterFromQuery]
    private string? Job { get; set; }

    // A tab that there is none of is the first.
    private string? Open => Tabs.Contains(Tab) ? Tab : null;

    private int InFlight => queues.Sum(q => q.Queue.InFlight) + (view?.Jobs.Count(j => j.Running is not null) ?? 0);

    private WorkKind Kind => Open switch
    {
        "scheduled" => WorkKind.Scheduled,
        "processing" => WorkKind.Processing,
        "succeeded" => WorkKind.Succeeded,
        _ => WorkKind.Failed,
    };

    private IReadOnlyList<RunOfJob> Runs => Kind switch
    {
        WorkKind.Succeeded => Scheduler.RecentlySucceeded(50),
        WorkKind.Failed => failed,
        _ => [],
    };

    public void Dispose()
    {
        jobs?.Dispose();
        deliveries?.Dispose();
        timer?.Dispose();
    }

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            jobs = Scheduler.OnChange(() => _ = InvokeAsync(LookAsync));
            deliveries = Live.Subscribe([Topic.Deliveries], () => InvokeAsync(LookAsync));
            timer = Clock.CreateTimer(_ => _ = InvokeAsync(LookAsync), null, Beat, Beat);
        }
    }

    protected override Task OnParametersSetAsync()
    {
        if (shown != (Open ?? ""))
        {
            (shown, lines) = (Open ?? "", []);
        }

        return LoadAsync();
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
        if (!found.Ok)
        {
            return;
        }

        var throughput = Services.GetRequiredService<Throughput>();
        (queues, failed, now) = (found.Value, Scheduler.RecentlyFailed(), throughput.Look());
        var work = Services.GetRequiredService<FindWork>();
        if (Open is "scheduled" or "processing" or "succeeded" or "failed")
        {
            var page = await work.RunAsync(actor, Kind);
            lines = page.Ok ? page.Value : [];
        }
        else if (Open is null && Clock.GetUtcNow() - dayRead > DayRest)
        {
            (dayRead, countedThen) = (Clock.GetUtcNow(), throughput.Total);
            var read = await work.DayAsync(actor);
            day = read.Ok ? read.Value : day;
        }

        dayNow = day?.With(throughput.Total.Delivered - countedThen.Delivered, throughput.Total.Failed - countedThen.Failed);

        view = await Scheduler.LookAsync();
    }

    private async Task RunAsync(string key)
    {
        if (await OperatorAsync() is not null)
        {
            var title = view?.Jobs.FirstOrDefault(j => j.Key == key)?.Title ?? key;
            Toasts.Show(JobsPageText.Answer(await Scheduler.RunNowAsync(key), title));
        }
    }

    private async Task PauseAsync(string key)
    {
        if (await OperatorAsync() is not null)
        {
            await Scheduler.PauseAsync(key);
        }
    }

    private async Task ResumeAsync(string key)
    {
        if (await OperatorAsync() is not null)
        {
            await Scheduler.ResumeAsync(key);
        }
    }

    /// <summary>Sends a delivery again, which the verb lets only an administrator of its organization do.</summary>
    private async Task RetryAsync(WorkLine line)
    {
        var result = await Services.GetRequiredService<RedeliverDelivery>().RunAsync(await Current.GetAsync(), line.DeliveryId);
        if (result.Ok)
        {
            Toasts.Show(JobsPageText.Redelivered);
        }
        else
        {
            Toasts.Error(result.Failure.Message);
        }

        await LookAsync();
    }

    /// <summary>The scheduler knows no rights, so this page asks for them anew before every act.</summary>
    private async Task<Actor?> OperatorAsync()
    {
        var actor = await Current.FindAsync();
        refused = actor is not { IsOperator: true };
        return refused ? null : actor;
    }
}
