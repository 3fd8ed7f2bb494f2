namespace TaskHub.Webhooks.Dispatch;

/// <summary>
/// The way to one webhook: its own concurrency and its own pace, so that a slow receiver delays only itself. Deliveries of one object go
/// one after the other; between objects, up to <see cref="Breadth"/> are under way, with the receiver or answered and going on record. After
/// it was enabled, and when its lane is new, a webhook gets its first <see cref="Ramp"/> deliveries one by one, oldest first: a receiver that
/// has just come back is not overrun.
/// </summary>
internal sealed class Lane(long webhookId, Sender sender, Recorder recorder, SharedCap cap, LaneHost host)
{
    /// <summary>Under way at most, and so repeated at most after a crash.</summary>
    public const int Breadth = 64;

    public const int Window = Breadth * 2;
    private const int Ramp = 64;

    // Claimed ahead at most, in places of this lane: deliveries of one event lie side by side in the database, and lanes that keep step share its pages.
    private const int Ahead = 4;
    private const int Least = 16;

    private readonly Lock sync = new();
    private readonly Holding holding = new();
    private readonly Pace pace = new(host.Time);
    private readonly SharedCap.Share share = cap.NewShare();
    private readonly Task[] turns = [.. Enumerable.Repeat(Task.CompletedTask, Breadth)];
    private bool running;
    private bool nudged;
    private bool exhausted;
    private int outstanding;
    private TaskCompletionSource moved = NewSignal();

    // Successes since the webhook was enabled, as far as this lane has seen it.
    private DateTimeOffset? enabledAt;
    private int successes;
    private int width = 1;
    private bool strict;

    /// <summary>How many deliveries are claimed and not settled.</summary>
    public int Outstanding => Volatile.Read(ref outstanding);

    /// <summary>Looks for due deliveries, now or as soon as it has finished looking.</summary>
    public void Nudge()
    {
        lock (sync)
        {
            nudged = true;
            moved.TrySetResult();
            if (running || host.Claiming.IsCancellationRequested)
            {
                return;
            }

            running = true;
        }

        host.Run(PumpAsync);
    }

    /// <summary>
    /// Takes back what is claimed and has not left, because the webhook or one of its deliveries is being changed. Asked for before that is committed:
    /// nothing leaves after it by what was true before. Returns what was taken back.
    /// </summary>
    public IReadOnlySet<long> Recall() => holding.Recall();

    private async Task PumpAsync()
    {
        while (true)
        {
            var trouble = false;
            try
            {
                while (await StepAsync())
                {
                }
            }
            catch (OperationCanceledException) when (host.Claiming.IsCancellationRequested)
            {
                // The hub stops: what was claimed finishes, nothing more is claimed.
            }
            catch (Exception e)
            {
                trouble = true;
                host.Failed(webhookId, e);
            }

            await FinishAsync();
            lock (sync)
            {
                if (trouble || !nudged || host.Claiming.IsCancellationRequested)
                {
                    running = false;
                    break;
                }
            }
        }

        // After trouble, such as a locked database, the sweep nudges the lane again.
    }

    /// <summary>Waits for what is under way, so that whoever waits for the pump waits for all of it.</summary>
    private async Task FinishAsync()
    {
        while (true)
        {
            Task wait;
            lock (sync)
            {
                if (outstanding == 0)
                {
                    return;
                }

                moved = NewSignal();
                wait = moved.Task;
            }

            await wait;
        }
    }

    /// <summary>One look at the queue. False when nothing is under way and nothing is due.</summary>
    private async Task<bool> StepAsync()
    {
        Task wait;
        lock (sync)
        {
            nudged = false;
            exhausted = false;
            moved = NewSignal();
            wait = moved.Task;
        }

        var under = Outstanding;
        var room = Room(under);
        if (room > 0)
        {
            // Numbered before it is asked for: what is recalled while the answer is on its way is recalled too.
            var number = holding.Next();
            var claim = await recorder.ClaimAsync(webhookId, room, idle: under == 0, holding, pace, host.Claiming);
            Take(claim, number);
            if (pace.NextRoom is { } turn)
            {
                host.NudgeAt(this, turn);
            }

            if (claim.Deliveries.Count == room)
            {
                return true;
            }

            if (under + claim.Deliveries.Count == 0)
            {
                if (claim.Next is { } next)
                {
                    host.NudgeAt(this, next);
                }

                return false;
            }

            lock (sync)
            {
                exhausted = true;
                if (outstanding == 0)
                {
                    return true;
                }
            }
        }

        await wait.WaitAsync(host.Claiming);
        return true;
    }

    /// <summary>How many may be claimed: the order of one object is kept by its turn, so turns change only while nothing is under way.</summary>
    private int Room(int under)
    {
        var window = Math.Clamp(cap.Part * Ahead, Least, Window);
        if (under > 0)
        {
            return width == 1 || under > window / 2 ? 0 : window - under;
        }

        width = strict || Volatile.Read(ref successes) < Ramp ? 1 : Breadth;
        return width == 1 ? Ramp / 4 : window;
    }

    private void Take(Claim claimed, int number)
    {
        if (claimed.Webhook is { } webhook)
        {
            if (webhook.EnabledAt != enabledAt || webhook.StrictOrder != strict)
            {
                (enabledAt, strict) = (webhook.EnabledAt, webhook.StrictOrder);
                Volatile.Write(ref successes, 0);
                width = Outstanding == 0 ? 1 : width;
            }
        }

        pace.Expect(claimed.Deliveries.Count);
        Interlocked.Add(ref outstanding, claimed.Deliveries.Count);
        foreach (var delivery in claimed.Deliveries)
        {
            // The same object always takes the same turn, so its changes leave one after the other, in their order; ids spread evenly.
            var turn = (int)((ulong)delivery.ObjectId % (uint)width);
            turns[turn] = InTurnAsync(turns[turn], claimed.Webhook!, delivery, number);
        }
    }

    private async Task InTurnAsync(Task before, Webhook webhook, Delivery delivery, int claim)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Fairly.Later;
        try
        {
            if (MaySend(claim))
            {
                await pace.WaitAsync(host.Claiming);
            }
            else
            {
                pace.Expect(-1);
            }

            // Waiting with a token costs several times as much, and is not needed: whoever gets in after the end of claiming goes at once.
            using var place = await share.EnterAsync(CancellationToken.None);
            if (host.Claiming.IsCancellationRequested || !holding.Leaves(delivery.Id, claim))
            {
                await recorder.ReleaseAsync(delivery.Id);
                return;
            }

            var attempt = await sender.SendAsync(webhook, delivery, host.Sending);
            var mayGoOn = await recorder.RecordAsync(webhook, delivery, attempt);
            if (mayGoOn)
            {
                Interlocked.Increment(ref successes);
            }
            else
            {
                holding.Recall();
            }
        }
        catch (OperationCanceledException)
        {
            // Cut off by the end of the hub: no error of the receiver's, and due again at the next start.
            await recorder.ReleaseAsync(delivery.Id);
        }
        catch (Exception e)
        {
            // Nothing of it is on record, so it stays claimed until its lease lapses rather than going out again and again.
            host.Failed(webhookId, e);
        }
        finally
        {
            holding.Drop(delivery.Id);
            lock (sync)
            {
                var left = Interlocked.Decrement(ref outstanding);
                if (left == 0 || (!exhausted && Room(left) > 0))
                {
                    moved.TrySetResult();
                }
            }
        }
    }

    /// <summary>Not any more when it was taken back, or the hub stops.</summary>
    private bool MaySend(int claim) => holding.MaySend(claim) && !host.Claiming.IsCancellationRequested;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
