namespace TaskHub.Webhooks.Dispatch;

/// <summary>
/// How many attempts the whole hub has under way at once. Every lane has one place of its own, so that receivers which hang can never take
/// all of them, however many they are: a lane whose webhook fails needs no more. The others are shared: a lane may take one more as
/// long as it holds fewer of them than are free. So many busy lanes come to hold equal parts, and one such part stays free for whoever comes
/// next (a dynamic threshold, as switches share their buffers).
/// </summary>
internal sealed class SharedCap
{
    /// <summary>How many attempts there may be beyond the first of each lane.</summary>
    public const int Shared = 256;

    private readonly Lock sync = new();
    private readonly Queue<Share> waiting = new();
    private int free = Shared;
    private int inFlight;
    private int busy;

    /// <summary>How many attempts are under way.</summary>
    public int InFlight => Volatile.Read(ref inFlight);

    /// <summary>The places that each busy lane comes to hold.</summary>
    public int Part => Shared / (Volatile.Read(ref busy) + 1);

    /// <summary>The share of one lane.</summary>
    public Share NewShare() => new(this);

    private bool TryTake(Share share)
    {
        if (share.Held > 0)
        {
            if (share.Held >= free)
            {
                return false;
            }

            free--;
        }
        else
        {
            busy++;
        }

        share.Held++;
        inFlight++;
        return true;
    }

    private void GiveBack(Share share)
    {
        lock (sync)
        {
            Drop(share);

            // Whoever waits holds a place, or this is its last one and it is asked first: so nobody is forgotten.
            if (share.Waiters.Count > 0 && TryAdmit(share))
            {
                return;
            }

            for (var turns = waiting.Count; turns > 0; turns--)
            {
                var next = waiting.Dequeue();
                var admitted = next.Waiters.Count > 0 && TryAdmit(next);
                if (next.Waiters.Count > 0)
                {
                    waiting.Enqueue(next);
                }
                else
                {
                    next.IsQueued = false;
                }

                if (admitted)
                {
                    return;
                }
            }
        }
    }

    private void Drop(Share share)
    {
        inFlight--;
        if (--share.Held > 0)
        {
            free++;
        }
        else
        {
            busy--;
        }
    }

    private bool TryAdmit(Share share)
    {
        while (share.Waiters.TryPeek(out var first))
        {
            if (first.Task.IsCanceled)
            {
                share.Waiters.Dequeue();
            }
            else if (!TryTake(share))
            {
                return false;
            }
            else if (share.Waiters.Dequeue().TrySetResult())
            {
                return true;
            }
            else
            {
                // It gave up in this very moment.
                Drop(share);
            }
        }

        return false;
    }

    /// <summary>What one lane holds, and who of it waits.</summary>
    internal sealed class Share(SharedCap cap)
    {
        internal int Held { get; set; }

        internal bool IsQueued { get; set; }

        internal Queue<TaskCompletionSource> Waiters { get; } = new();

        /// <summary>Waits for a place; dispose it to give it back.</summary>
        public ValueTask<Place> EnterAsync(CancellationToken cancel)
        {
            TaskCompletionSource turn;
            lock (cap.sync)
            {
                if ((Waiters.Count == 0 || Held == 0) && cap.TryTake(this))
                {
                    return new ValueTask<Place>(new Place(this));
                }

                turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                Waiters.Enqueue(turn);
                if (!IsQueued)
                {
                    IsQueued = true;
                    cap.waiting.Enqueue(this);
                }
            }

            return new ValueTask<Place>(WaitAsync(turn, cancel));
        }

        internal void Leave() => cap.GiveBack(this);

        private async Task<Place> WaitAsync(TaskCompletionSource turn, CancellationToken cancel)
        {
            await using var given = cancel.UnsafeRegister(static (turn, cancel) => ((TaskCompletionSource)turn!).TrySetCanceled(cancel), turn);
            await turn.Task;
            return new Place(this);
        }
    }

    internal readonly struct Place(Share share) : IDisposable
    {
        public void Dispose() => share.Leave();
    }
}
