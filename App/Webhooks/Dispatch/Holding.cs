namespace TaskHub.Webhooks.Dispatch;

/// <summary>
/// What a lane has claimed and not settled, and what of it is with the receiver. Claims are numbered as they are asked for, so that one word
/// takes back all of them, even what is still on its way from the database.
/// </summary>
internal sealed class Holding
{
    private readonly Lock sync = new();
    private readonly HashSet<long> held = [];
    private readonly HashSet<long> sending = [];
    private int claims;

    // Claims up to this one are given back unsent.
    private int recalled;

    /// <summary>The number of the claim that is asked for now.</summary>
    public int Next() => Interlocked.Increment(ref claims);

    /// <summary>Notes what was claimed, in the very transaction that claims it.</summary>
    public void Take(IEnumerable<Delivery> deliveries)
    {
        lock (sync)
        {
            held.UnionWith(deliveries.Select(d => d.Id));
        }
    }

    public bool Has(long delivery)
    {
        lock (sync)
        {
            return held.Contains(delivery);
        }
    }

    /// <summary>
    /// Takes back all that is claimed and has not left, and returns it: something before it failed, or its webhook is being changed. What is with
    /// the receiver nobody can take back.
    /// </summary>
    public IReadOnlySet<long> Recall()
    {
        lock (sync)
        {
            recalled = Volatile.Read(ref claims);
            return held.Except(sending).ToHashSet();
        }
    }

    /// <summary>Whether what came with a claim may still be sent.</summary>
    public bool MaySend(int claim) => Volatile.Read(ref recalled) < claim;

    /// <summary>The last look before a delivery leaves, in one step with the note that it has left.</summary>
    public bool Leaves(long delivery, int claim)
    {
        lock (sync)
        {
            return MaySend(claim) && sending.Add(delivery);
        }
    }

    /// <summary>A delivery is on record, or given back.</summary>
    public void Drop(long delivery)
    {
        lock (sync)
        {
            held.Remove(delivery);
            sending.Remove(delivery);
        }
    }
}
