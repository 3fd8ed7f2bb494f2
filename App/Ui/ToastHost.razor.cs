using Microsoft.AspNetCore.Components;

namespace TaskHub.Ui;

/// <summary>Stands once in the layout and shows what <see cref="Toasts"/> is told, at most four at a time.</summary>
public partial class ToastHost
{
    private const int AtMost = 4;
    private readonly List<Toast> open = [];
    private readonly Dictionary<Toast, ITimer> timers = [];
    private readonly HashSet<Toast> overdue = [];
    private bool pointed;
    private bool focused;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    public void Dispose()
    {
        Toasts.Shown -= Show;
        Toasts.Closed -= Close;
        foreach (var timer in timers.Values)
        {
            timer.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            Toasts.Shown += Show;
            Toasts.Closed += Close;
        }
    }

    private void Show(Toast toast) => _ = InvokeAsync(() =>
    {
        open.Add(toast);
        while (open.Count(t => t.IsQuiet == toast.IsQuiet) > AtMost)
        {
            Take(open.First(t => t.IsQuiet == toast.IsQuiet));
        }

        timers[toast] = Clock.CreateTimer(_ => TimeIsUp(toast), null, toast.Stays, Timeout.InfiniteTimeSpan);
        StateHasChanged();
    });

    private void Close(Toast toast) => _ = InvokeAsync(() =>
    {
        Take(toast);
        StateHasChanged();
    });

    // Nothing goes while the reader's focus is in it; under a pointer, which may only have been left lying there, it stays a while longer.
    private void TimeIsUp(Toast toast) => _ = InvokeAsync(() =>
    {
        if (!open.Contains(toast))
        {
            return;
        }

        if (!toast.IsQuiet && (focused || (pointed && overdue.Add(toast))))
        {
            timers[toast].Change(Toast.StaysPointed, Timeout.InfiniteTimeSpan);
            return;
        }

        Take(toast);
        StateHasChanged();
    });

    private void Leave()
    {
        pointed = false;
        Release();
    }

    private void Blur()
    {
        focused = false;
        Release();
    }

    private void Release()
    {
        if (pointed || focused)
        {
            return;
        }

        foreach (var toast in overdue.ToList())
        {
            Take(toast);
        }
    }

    private void Take(Toast toast)
    {
        open.Remove(toast);
        overdue.Remove(toast);
        if (timers.Remove(toast, out var timer))
        {
            timer.Dispose();
        }
    }

    private async Task UndoAsync(Toast toast)
    {
        Take(toast);
        if (toast.Undo is { } undo)
        {
            await undo();
        }
    }
}
