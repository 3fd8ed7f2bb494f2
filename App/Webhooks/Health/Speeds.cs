namespace TaskHub.Webhooks.Health;

/// <summary>
/// A scale of times taken: each millisecond up to sixteen, then four steps to every doubling, so that a step is never wrong by more than a
/// tenth and a week of attempts fits into a few dozen counts.
/// </summary>
internal static class Speeds
{
    private const int Exact = 16;
    private const int PerDoubling = 4;

    public static int Of(int milliseconds) =>
        milliseconds < Exact ? Math.Max(0, milliseconds) : Exact + (int)(Math.Log2((double)milliseconds / Exact) * PerDoubling);

    /// <summary>A time in the middle of a step.</summary>
    public static int Milliseconds(int speed) =>
        speed < Exact ? speed : (int)Math.Round(Exact * Math.Pow(2, (speed - Exact + 0.5) / PerDoubling));

    /// <summary>The time that so large a share of the attempts took at most; null without any.</summary>
    /// <param name="counts">How many attempts took each step.</param>
    /// <param name="share">Such as 0.95.</param>
    public static int? Rank(IEnumerable<(int Speed, int Count)> counts, double share)
    {
        var sorted = counts.GroupBy(c => c.Speed, (speed, all) => (Speed: speed, Count: all.Sum(c => (long)c.Count))).OrderBy(c => c.Speed).ToList();
        var left = (long)Math.Ceiling(sorted.Sum(c => c.Count) * share);
        foreach (var (speed, count) in sorted)
        {
            left -= count;
            if (left <= 0)
            {
                return Milliseconds(speed);
            }
        }

        return null;
    }
}
