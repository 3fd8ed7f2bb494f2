namespace TaskHub.Ui;

/// <summary>One message that passes; without a text it is not shown, and only keeps what Ctrl+Z takes back.</summary>
public sealed class Toast(string text, Tone tone, Func<Task>? undo)
{
    public string Text { get; } = text;

    public bool IsQuiet => Text.Length == 0;

    public Tone Tone { get; } = tone;

    /// <summary>Takes back what the message tells of; null where that cannot be.</summary>
    public Func<Task>? Undo { get; } = undo;

    /// <summary>How much longer it stays under a pointer.</summary>
    public static readonly TimeSpan StaysPointed = TimeSpan.FromSeconds(15);

    /// <summary>How long it stays: longer when there is something to press, and longest when something failed.</summary>
    public TimeSpan Stays => IsQuiet ? TimeSpan.FromSeconds(60) : Tone == Tone.Danger ? TimeSpan.FromSeconds(12) : TimeSpan.FromSeconds(Undo is null ? 5 : 10);
}

/// <summary>Says what happened, on the page of the one reader whose circuit this is. <see cref="ToastHost"/> shows it.</summary>
public sealed class Toasts
{
    internal event Action<Toast>? Shown;
    internal event Action<Toast>? Closed;

    public Toast Show(string text, Tone tone = Tone.Ok, Func<Task>? undo = null)
    {
        var toast = new Toast(text, tone, undo);
        Shown?.Invoke(toast);
        return toast;
    }

    /// <summary>Takes a message away that is no longer true.</summary>
    public void Close(Toast toast) => Closed?.Invoke(toast);

    /// <summary>Has Ctrl+Z take back what everybody sees was done.</summary>
    public void OfferUndo(Func<Task> undo) => Shown?.Invoke(new Toast("", Tone.Ok, undo));

    public void Error(string text) => Show(text, Tone.Danger);
}
