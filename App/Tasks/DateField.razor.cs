using System.Globalization;
using Microsoft.AspNetCore.Components;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <summary>A date that is saved once it is whole: after a pause, or on leaving.</summary>
public sealed partial class DateField : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(900);

    // A browser reports the year 0002 on the way to 2026: until the person pauses or leaves, a date is only typed.
    private static readonly DateOnly Earliest = new(1970, 1, 1);

    private bool pending;
    private DateOnly? typed;
    private CancellationTokenSource? waiting;

    [Parameter, EditorRequired]
    public string Label { get; set; } = string.Empty;

    [Parameter]
    public DateOnly? Value { get; set; }

    [Parameter]
    public EventCallback<DateOnly?> ValueChanged { get; set; }

    /// <summary>The time of day, where <see cref="OnTime"/> takes one.</summary>
    [Parameter]
    public TimeOnly? Time { get; set; }

    /// <summary>A day with a time was said, or one that loses its time.</summary>
    [Parameter]
    public EventCallback<SaidDay> OnTime { get; set; }

    /// <summary>The date is past, and should not be.</summary>
    [Parameter]
    public bool Late { get; set; }

    [CascadingParameter(Name = "Today")]
    public DateOnly Today { get; set; }

    [CascadingParameter(Name = "Clock")]
    public Func<TimeOnly>? TimeOfDay { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    private DateOnly? Shown => pending ? typed : Value;

    public void Dispose()
    {
        waiting?.Cancel();
        waiting?.Dispose();
    }

    private async Task SayAsync(ChangeEventArgs said)
    {
        var words = said.Value as string ?? string.Empty;
        if (DateWords.Read(words, Today, TimeOfDay) is { } day && (day.Time is null || OnTime.HasDelegate))
        {
            await (day.Time is null ? ValueChanged.InvokeAsync(day.Day) : OnTime.InvokeAsync(day));
        }
        else if (!string.IsNullOrWhiteSpace(words))
        {
            Toasts.Error(TasksText.NoDayInWords(words.Trim()));
        }
    }

    private Task TimeAsync(ChangeEventArgs said) => OnTime.InvokeAsync(new SaidDay(
        Value!.Value, TimeOnly.TryParseExact(said.Value as string, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null));

    private async Task TypeAsync(DateOnly? date)
    {
        (pending, typed) = (true, date);
        if (waiting is not null)
        {
            await waiting.CancelAsync();
            waiting.Dispose();
        }

        waiting = new CancellationTokenSource();
        try
        {
            await Task.Delay(Pause, Clock, waiting.Token);
            await FlushAsync();
        }
        catch (OperationCanceledException)
        {
            // Typed on, or left: whoever came later saves.
        }
    }

    private Task LeaveAsync()
    {
        // A year that is still half typed when the person leaves is given up.
        pending &= !(typed < Earliest);
        return FlushAsync();
    }

    private async Task FlushAsync()
    {
        if (!pending || typed < Earliest)
        {
            return;
        }

        pending = false;
        if (typed != Value)
        {
            await ValueChanged.InvokeAsync(typed);
        }
    }
}
