using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TaskHub.Jobs;

namespace TaskHub.Tests.Jobs;

public sealed class SchedulerTests
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_runs_again_and_again_on_its_schedule()
    {
        var third = new Countdown(3);
        await using var jobs = await new JobsHost().With("ours.tick", (_, _) => third.Count(), every: Often).StartAsync();

        await third.Reached;
        var line = await jobs.UntilAsync("ours.tick", line => line is { Last: not null, Next: not null });

        Assert.Equal(("Title of ours.tick", "every 20 milliseconds"), (line.Title, line.Schedule));
        Assert.Equal((JobOutcome.Succeeded, null, false), (line.Last!.Outcome, line.Last.Error, line.Last.Manual));
        Assert.True(line.Next >= line.Last.StartedAt);
        Assert.True((await jobs.Scheduler.LookAsync(Cancel)).Running);
    }

    [Fact]
    public async Task A_job_with_a_cron_expression_runs_when_it_says()
    {
        await using var jobs = new JobsHost();
        jobs.Builder.AddRecurringJob<Nothing>("ours.clock", "Clock", cron: "* * * * * ?", words: "every second");
        await jobs.StartAsync();

        var line = await jobs.UntilAsync("ours.clock", line => line.Last is not null);

        Assert.Equal("every second", line.Schedule);
    }

    [Fact]
    public async Task A_job_is_run_now_when_asked_to_and_keeps_its_schedule()
    {
        await using var jobs = await new JobsHost().With("ours.rare", (_, _) => ValueTask.CompletedTask).StartAsync();
        var next = (await jobs.LookAsync("ours.rare")).Next;

        Assert.Equal(RunNowAnswer.Started, await jobs.Scheduler.RunNowAsync("ours.rare", Cancel));
        var line = await jobs.UntilAsync("ours.rare", line => line.Last is not null);

        Assert.True(line.Last!.Manual);
        Assert.Equal(next, line.Next);
        Assert.Single(jobs.Scheduler.History("ours.rare"));
    }

    [Fact]
    public async Task A_paused_job_rests_but_can_be_run_by_hand_and_goes_on_when_resumed()
    {
        var others = new Countdown(int.MaxValue);
        await using var jobs = await new JobsHost()
            .With("ours.paused", (_, _) => ValueTask.CompletedTask, every: Often)
            .With("ours.other", (_, _) => others.Count(), every: Often)
            .StartAsync();
        await jobs.UntilAsync("ours.paused", line => line.Last is not null);

        Assert.True(await jobs.Scheduler.PauseAsync("ours.paused", Cancel));
        await jobs.UntilAsync("ours.paused", line => line is { Paused: true, Running: null, Next: null });
        var runs = jobs.Scheduler.History("ours.paused").Count;
        await others.ReachedAfter(5);
        Assert.Equal(runs, jobs.Scheduler.History("ours.paused").Count);

        Assert.Equal(RunNowAnswer.Started, await jobs.Scheduler.RunNowAsync("ours.paused", Cancel));
        var line = await jobs.UntilAsync("ours.paused", line => line.Last!.Manual);
        Assert.True(line.Paused);

        Assert.True(await jobs.Scheduler.ResumeAsync("ours.paused", Cancel));
        await jobs.UntilAsync("ours.paused", line => line is { Paused: false, Last.Manual: false });
    }

    [Fact]
    public async Task A_clock_set_back_does_not_keep_the_work_waiting()
    {
        var clock = new SettableClock();
        var ticks = new Countdown(int.MaxValue);
        await using var jobs = new JobsHost(clock).With("ours.tick", (_, _) => ticks.Count(), every: Often);
        var before = ticks.ReachedAfter(2);
        await jobs.StartAsync();
        await before;

        clock.Ahead = TimeSpan.FromHours(-3);

        await ticks.ReachedAfter(3);
    }

    [Fact]
    public async Task A_failing_job_is_recorded_and_its_next_run_comes_all_the_same()
    {
        var runs = 0;
        await using var jobs = await new JobsHost()
            .With("ours.fails", (_, _) => ++runs == 1 ? throw new InvalidOperationException("The disk is full") : default, every: Often)
            .StartAsync();

        await jobs.UntilAsync("ours.fails", line => line.Last is { Outcome: JobOutcome.Succeeded });

        var failed = Assert.Single(jobs.Scheduler.RecentlyFailed());
        Assert.Equal(("ours.fails", "Title of ours.fails"), (failed.Key, failed.Title));
        Assert.Equal((JobOutcome.Failed, "The disk is full"), (failed.Run.Outcome, failed.Run.Error));
    }

    [Fact]
    public async Task A_job_that_cannot_even_be_made_is_a_failed_run_and_the_others_go_on()
    {
        await using var jobs = new JobsHost().With("ours.other", (_, _) => ValueTask.CompletedTask, every: Often);
        jobs.Builder.AddRecurringJob<NeverMade>("ours.broken", "Broken", Often);
        await jobs.StartAsync();

        var line = await jobs.UntilAsync("ours.broken", line => line.Last is not null);

        Assert.Equal(JobOutcome.Failed, line.Last!.Outcome);
        await jobs.UntilAsync("ours.other", line => line.Last is { Outcome: JobOutcome.Succeeded });
    }

    [Fact]
    public async Task Runs_of_one_job_never_overlap()
    {
        var (inside, most) = (0, 0);
        var fifth = new Countdown(5);
        await using var jobs = await new JobsHost().With("ours.long", async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            await fifth.Count();
            Interlocked.Decrement(ref inside);
        }, every: TimeSpan.FromMilliseconds(1)).StartAsync();

        while (!fifth.Reached.IsCompleted)
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => jobs.Scheduler.RunNowAsync("ours.long", Cancel).AsTask()));
        }

        await jobs.UntilAsync("ours.long", line => line.Running is null);
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task A_running_job_shows_since_when_and_what_it_says_and_is_not_run_twice()
    {
        var released = new TaskCompletionSource();
        await using var jobs = await new JobsHost().With("ours.long", async (run, _) =>
        {
            run.Report("Removed 2,000 of 9,000");
            await released.Task;
        }).StartAsync();

        await jobs.Scheduler.RunNowAsync("ours.long", Cancel);
        var line = await jobs.UntilAsync("ours.long", line => line.Running is { Progress: not null });

        Assert.Equal(("Removed 2,000 of 9,000", true), (line.Running!.Progress, line.Running.Manual));
        Assert.Equal(RunNowAnswer.AlreadyRunning, await jobs.Scheduler.RunNowAsync("ours.long", Cancel));
        released.SetResult();
        line = await jobs.UntilAsync("ours.long", line => line.Running is null);
        Assert.Equal("Removed 2,000 of 9,000", line.Last!.Progress);
    }

    [Fact]
    public async Task However_much_a_job_says_who_watches_is_called_ten_times_a_second_at_most()
    {
        await using var jobs = await new JobsHost().With("ours.talks", (run, _) =>
        {
            Enumerable.Range(1, 5000).ToList().ForEach(number => run.Report($"{number}"));
            return ValueTask.CompletedTask;
        }).StartAsync();
        var calls = 0;
        var begun = TimeProvider.System.GetTimestamp();
        using var watch = jobs.Scheduler.OnChange(() => Interlocked.Increment(ref calls));

        await jobs.Scheduler.RunNowAsync("ours.talks", Cancel);
        await jobs.UntilAsync("ours.talks", line => line.Last is { Progress: "5000" });

        Assert.InRange(calls, 0, 2 + (TimeProvider.System.GetElapsedTime(begun) / TimeSpan.FromMilliseconds(100)));
    }

    [Fact]
    public async Task The_host_asks_running_jobs_to_end_and_waits_for_them()
    {
        var (begun, asked, released) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        await using var jobs = await new JobsHost().With("ours.long", async (_, cancellationToken) =>
        {
            await using var note = cancellationToken.Register(asked.SetResult);
            begun.SetResult();
            await released.Task;
        }).StartAsync();
        await jobs.Scheduler.RunNowAsync("ours.long", Cancel);
        await begun.Task.WaitAsync(JobsHost.Patience, Cancel);

        var stopping = jobs.StopAsync();
        await asked.Task.WaitAsync(JobsHost.Patience, Cancel);
        Assert.False(stopping.IsCompleted);
        released.SetResult();
        await stopping.WaitAsync(JobsHost.Patience, Cancel);

        Assert.Equal(JobOutcome.Succeeded, Assert.Single(jobs.Scheduler.History("ours.long")).Outcome);
        Assert.False((await jobs.Scheduler.LookAsync(Cancel)).Running);
        Assert.Equal(RunNowAnswer.Stopping, await jobs.Scheduler.RunNowAsync("ours.long", Cancel));
    }

    [Fact]
    public async Task A_job_that_will_not_end_is_waited_for_no_longer_than_the_host_allows()
    {
        var (begun, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var jobs = new JobsHost().With("ours.stubborn", async (_, _) =>
        {
            begun.SetResult();
            await released.Task;
        });
        jobs.Builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        await jobs.StartAsync();
        await jobs.Scheduler.RunNowAsync("ours.stubborn", Cancel);
        await begun.Task.WaitAsync(JobsHost.Patience, Cancel);

        await jobs.StopAsync().WaitAsync(JobsHost.Patience, Cancel);

        Assert.NotNull((await jobs.LookAsync("ours.stubborn")).Running);
        released.SetResult();
    }

    [Fact]
    public async Task A_run_that_a_stop_cut_off_is_canceled_and_no_failure()
    {
        var begun = new TaskCompletionSource();
        await using var jobs = await new JobsHost().With("ours.long", async (_, cancellationToken) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }).StartAsync();
        await jobs.Scheduler.RunNowAsync("ours.long", Cancel);
        await begun.Task.WaitAsync(JobsHost.Patience, Cancel);

        await jobs.StopAsync();

        Assert.Equal(JobOutcome.Canceled, Assert.Single(jobs.Scheduler.History("ours.long")).Outcome);
        Assert.Empty(jobs.Scheduler.RecentlyFailed());
    }

    [Fact]
    public async Task The_history_of_a_job_keeps_its_last_hundred_runs()
    {
        var many = new Countdown(105);
        await using var jobs = await new JobsHost()
            .With("ours.tick", (_, _) => many.Count(), every: TimeSpan.FromMilliseconds(1)).StartAsync();

        await many.Reached;

        var history = jobs.Scheduler.History("ours.tick");
        Assert.Equal(100, history.Count);
        Assert.True(history[0].StartedAt > history[^1].StartedAt);
    }

    [Fact]
    public async Task A_key_that_no_job_has_is_said_to_be_unknown()
    {
        await using var jobs = await new JobsHost().StartAsync();

        Assert.Equal(RunNowAnswer.NotFound, await jobs.Scheduler.RunNowAsync("ours.none", Cancel));
        Assert.False(await jobs.Scheduler.PauseAsync("ours.none", Cancel));
        Assert.False(await jobs.Scheduler.ResumeAsync("ours.none", Cancel));
        Assert.Empty(jobs.Scheduler.History("ours.none"));
    }

    [Fact]
    public async Task Declaring_a_key_twice_or_a_schedule_without_sense_stops_the_start()
    {
        await using var jobs = new JobsHost().With("ours.tick", (_, _) => ValueTask.CompletedTask);

        Assert.Throws<ArgumentException>(() => jobs.Builder.AddRecurringJob<Nothing>("ours.tick", "Again", Often));
        Assert.Throws<ArgumentOutOfRangeException>(() => jobs.Builder.AddRecurringJob<Nothing>("ours.zero", "Zero", TimeSpan.Zero));
        Assert.Throws<FormatException>(() => jobs.Builder.AddRecurringJob<Nothing>("ours.cron", "Cron", "every now and then", "never"));
    }

    private sealed class Nothing : IRecurringJob
    {
        public ValueTask RunAsync(JobRun run, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }

    private sealed class SettableClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }

    private sealed class NeverMade : IRecurringJob
    {
        public NeverMade() => throw new InvalidOperationException("Cannot be made");

        public ValueTask RunAsync(JobRun run, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
