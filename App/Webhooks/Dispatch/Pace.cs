namespace TaskHub.Webhooks.Dispatch;

/// <summary>
/// Keeps one lane to the rate that its webhook asks for: one slot after the other, evenly over the minute. Nothing is claimed long before its
/// slot, so that until then it can be held, canceled or expunged like anything else that waits.
/// </summary>
internal sealed class Pace(TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(0.25);

    private readonly Lock sync = new();
    private int? perMinute;
    private int expected;
    private DateTimeOffset next;

    /// <summary>The most deliveries in a minute; null for no limit.</summary>
    public int? PerMinute
    {
        get => perMinute;
        set
        {
            lock (sync)
            {
                // The slots of another rate say nothing of this one's.
                next = perMinute == value ? next : default;
                perMinute = value;
            }
        }
    }

    /// <summary>When the next one may be claimed; null while one may be now.</summary>
    public DateTimeOffset? NextRoom
    {
        get
        {
            lock (sync)
            {
                var now = time.GetUtcNow();
                return perMinute is { } rate && Next(now) + (expected * (Minute / rate)) - Ahead is var room && room > now ? room : null;
            }
        }
    }

    /// <summary>How many of <paramref name="room"/> to claim: those whose slots come in a moment.</summary>
    public int Room(int room)
    {
        lock (sync)
        {
            var now = time.GetUtcNow();
            return perMinute is not { } rate ? room
                : Next(now) - now is var wait && wait > Ahead ? 0
                : Math.Clamp(1 + (int)((Ahead - wait) / (Minute / rate)) - expected, 0, room);
        }
    }

    /// <summary>So many have been claimed and will wait for their slots; or, where it is negative, will not.</summary>
    public void Expect(int count)
    {
        lock (sync)
        {
            expected += count;
        }
    }

    /// <summary>Waits for the next slot, for one that was expected.</summary>
    public async ValueTask WaitAsync(CancellationToken cancel)
    {
        TimeSpan wait;
        lock (sync)
        {
            expected--;
            if (perMinute is not { } rate)
            {
                return;
            }

            var now = time.GetUtcNow();
            var slot = Next(now);
            next = slot + (Minute / rate);
            wait = slot - now;
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancel);
        }
    }

    /// <summary>The next slot. One that is further away than any can be was given by a clock that has been set back.</summary>
    private DateTimeOffset Next(DateTimeOffset now) => next > now && next - now <= Minute ? next : now;
}
