namespace TaskHub.Webhooks.Dispatch;

/// <summary>
/// The way to one webhook: its own concurrency and its own pace, so that a slow receiver delays only itself. Deliveries of one object go
/// one after the other; between objects, up to <see cref="Breadth"/> are under way.
/// </summary>
internal sealed class Lane(long webhookId, DeliveryQueue queue, Sender sender, Recorder recorder, SharedCap cap, LaneHost host)
{
    public const int Breadth = 32;
    public const int Window = Breadth * 4;

    private readonly Lock sync = new();
    private readonly Task[] turns = [.. Enumerable.Repeat(Task.CompletedTask, Breadth)];
    private bool running;
    private bool nudged;
    private bool exhausted;
    private int outstanding;
    private TaskCompletionSource moved = NewSignal();

    // Claims up to this one are given back unsent: after them something failed.
    private int halted;
    private int claims;

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

        host.Track(Task.Run(PumpAsync, CancellationToken.None));
    }

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
        if (under <= Window / 2)
        {
            var claim = await queue.ClaimAsync(webhookId, Window - under, idle: under == 0, host.Claiming);
            Take(claim);
            if (claim.Deliveries.Count == Window - under)
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

    private void Take(Claim claimed)
    {
        var claim = Interlocked.Increment(ref claims);
        Interlocked.Add(ref outstanding, claimed.Deliveries.Count);
        foreach (var delivery in claimed.Deliveries)
        {
            // The same object always takes the same turn, so its changes leave one after the other, in their order.
            var turn = (int)((uint)HashCode.Combine(delivery.ObjectType, delivery.ObjectId) % Breadth);
            turns[turn] = InTurnAsync(turns[turn], claimed.Webhook!, delivery, claim);
            host.Track(turns[turn]);
        }
    }

    private async Task InTurnAsync(Task before, Webhook webhook, Delivery delivery, int claim)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        try
        {
            if (Volatile.Read(ref halted) >= claim || host.Claiming.IsCancellationRequested)
            {
                await recorder.ReleaseAsync(delivery.Id);
                return;
            }

            using (await cap.EnterAsync(host.Claiming))
            {
                var attempt = await sender.SendAsync(webhook, delivery, host.Sending);
                var mayGoOn = await recorder.RecordAsync(webhook, delivery, attempt);
                if (!mayGoOn)
                {
                    InterlockedMax(ref halted, Volatile.Read(ref claims));
                }
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
            lock (sync)
            {
                var left = Interlocked.Decrement(ref outstanding);
                if (left == 0 || (!exhausted && left <= Window / 2))
                {
                    moved.TrySetResult();
                }
            }
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
