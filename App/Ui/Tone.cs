namespace TaskHub.Ui;

/// <summary>What a color means, the same everywhere: fine, in trouble, off, under way, gone wrong.</summary>
public enum Tone
{
    Neutral,
    Ok,
    Warn,
    Info,
    Danger,
}

internal static class ToneClass
{
    public static string Of(Tone tone) => tone switch
    {
        Tone.Ok => "ok",
        Tone.Warn => "warn",
        Tone.Info => "info",
        Tone.Danger => "danger",
        _ => "neutral",
    };
}
