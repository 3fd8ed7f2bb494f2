namespace TaskHub.Worksection;

/// <summary>The limits of Worksection's API that hold here too.</summary>
internal static class Limits
{
    /// <summary>How many characters of a text are kept; the rest is cut without a word.</summary>
    public const int Text = 65_536;

    /// <summary>How many tasks, comments or events an answer holds. There are no pages, so that more than these are refused.</summary>
    public const int Records = 10_000;
}
