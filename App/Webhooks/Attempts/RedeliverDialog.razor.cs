using System.Globalization;
using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Ui;

namespace TaskHub.Webhooks.Attempts;

/// <summary>Asks which deliveries leave again, says how many these are and how long that takes, and begins only when one agrees.</summary>
public sealed partial class RedeliverDialog
{
    private static readonly DeliveryState[] States =
        [DeliveryState.Failed, DeliveryState.Delivered, DeliveryState.Canceled, DeliveryState.Retrying];

    private DeliveryFilter? filter;
    private RedeliveryPlan? plan;
    private string? problem;
    private int span;
    private bool busy;

    [Parameter, EditorRequired]
    public long HookId { get; set; }

    [Parameter]
    public EventCallback OnStarted { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private PlanRedelivery Plan { get; set; } = default!;

    [Inject]
    private RedeliverDeliveries Redeliver { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <summary>Opens it with what is to be sent again; a filter can still be changed, what was selected cannot.</summary>
    public Task AskAsync(DeliveryFilter asked)
    {
        span = (asked.Since ?? asked.Until) is null ? 0 : AttemptsText.CertainTime;

        // What is pending or held is on its way already, so no choice offers it.
        var isOffered = asked.TryState(out var state) && States.Contains(state);

        // Whoever chose nothing means what was lost, not the whole history.
        var otherwise = asked.IsOfErrors || asked with { State = null } == new DeliveryFilter() ? DeliveryFilter.Name(DeliveryState.Failed) : null;
        return CountAsync(asked with { State = isOffered ? asked.State : otherwise }, opens: true);
    }

    // It opens with the count, so that the button to agree is there for the focus.
    private async Task CountAsync(DeliveryFilter asked, bool opens = false)
    {
        if (!opens)
        {
            (filter, plan, problem) = (asked, null, null);
            StateHasChanged();
        }

        var counted = await Plan.RunAsync(await Current.GetAsync(), HookId, asked);
        if (opens || filter == asked)
        {
            // What was just typed can be mended where it stands.
            var stays = counted.Ok || (!opens && counted.Failure.Kind == FailureKind.Invalid);
            (filter, plan, problem) = (stays ? asked : null, counted.Ok ? counted.Value : null, stays ? counted.Failure?.Message : null);
        }

        if (filter is null && !counted.Ok)
        {
            Toasts.Error(counted.Failure.Message);
        }

        StateHasChanged();
    }

    private Task ChooseSinceAsync(ChangeEventArgs e)
    {
        span = int.Parse((string)e.Value!, CultureInfo.InvariantCulture);
        return CountAsync(filter! with
        {
            Since = span switch
            {
                0 => null,
                AttemptsText.CertainTime => filter.Since ?? Clock.GetUtcNow() - TimeSpan.FromDays(1),
                _ => Clock.GetUtcNow() - TimeSpan.FromHours(span),
            },
            Until = span == AttemptsText.CertainTime ? filter.Until : null,
        });
    }

    private static string? Chosen(ChangeEventArgs e) => e.Value is string { Length: > 0 } value ? value : null;

    private async Task StartAsync()
    {
        busy = true;
        var result = await Redeliver.RunAsync(await Current.GetAsync(), HookId, filter!);
        (busy, filter) = (false, null);
        Toasts.Show(result.Failure?.Message ?? AttemptsText.Redelivered(result.Value.Count), result.Ok ? Tone.Ok : Tone.Danger);
        await OnStarted.InvokeAsync();
    }
}
