namespace TaskHub.Webhooks.Dispatch;

/// <summary>Keeps one lane to the rate that its webhook asks for: one slot after the other, evenly over the minute.</summary>
internal sealed class Pace(TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(5);

    private readonly Lock sync = new();
    private DateTimeOffset next;

    /// <summary>The most deliveries in a minute; null for no limit.</summary>
    public int? PerMinute { get; set; }

    /// <summary>How many of <paramref name="room"/> to claim beside the <paramref name="under"/> that wait already, so that nothing is claimed long before its slot.</summary>
    public int Room(int room, int under) => PerMinute is { } rate ? Math.Clamp(Math.Max(1, (int)(rate * (Ahead / Minute))) - under, 0, room) : room;

    /// <summary>Waits for the next slot.</summary>
    public async ValueTask WaitAsync(CancellationToken cancel)
    {
        if (PerMinute is not { } rate)
        {
            return;
        }

        TimeSpan wait;
        lock (sync)
        {
            var now = time.GetUtcNow();
            var slot = next > now && next - now <= Minute ? next : now;
            next = slot + (Minute / rate);
            wait = slot - now;
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancel);
        }
    }
}
