namespace TaskHub;

/// <summary>The time of day, except while the demonstration writes its past.</summary>
internal sealed class DemoClock : TimeProvider
{
    private TimeSpan shift;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;

    /// <summary>What happens next happens at this time. The clock goes on from there.</summary>
    public void GoTo(DateTimeOffset time) => shift = time - base.GetUtcNow();

    public void BackToNow() => shift = TimeSpan.Zero;
}
