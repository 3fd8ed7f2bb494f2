using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Ui;
using TaskHub.Webhooks.Attempts;

namespace TaskHub.Webhooks.Health;

/// <summary>How a webhook did over a time that is chosen: how attempts ended, how long they took, and what went wrong.</summary>
public sealed partial class HealthView : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    private HealthPlots? plots;
    private IReadOnlyList<PlotStep> steps = [];
    private IReadOnlyList<PlotSeries> ends = [];
    private IReadOnlyList<PlotSeries> speeds = [];
    private Identity.Failure? failure;
    private ReadPause pause = default!;
    private HealthSpan? shown;
    private DateTimeOffset now;

    [Parameter, EditorRequired]
    public WebhookDetail Detail { get; set; } = default!;

    /// <summary>How far back; it stands in the address, which the page reads.</summary>
    [Parameter]
    public HealthSpan Span { get; set; } = HealthSpan.Day;

    /// <summary>Grows whenever something may have changed.</summary>
    [Parameter]
    public int Version { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private FindHealth Find { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    public void Dispose() => pause.Dispose();

    protected override void OnInitialized() => pause = new ReadPause(Clock, Rest, () => _ = InvokeAsync(LookAsync));

    protected override async Task OnParametersSetAsync()
    {
        if (shown != Span)
        {
            shown = Span;
            pause.Reset();
        }

        if (!pause.MayRead())
        {
            return;
        }

        var hook = Detail.Webhook;
        var found = await Find.PlotAsync(await Current.GetAsync(), hook.OrganizationId, hook.Id, Span);
        failure = found.Failure;
        if (found.Ok)
        {
            Draw(found.Value);
        }
    }

    private async Task LookAsync()
    {
        await OnParametersSetAsync();
        StateHasChanged();
    }

    private void Draw(HealthPlots found)
    {
        (plots, now) = (found, Clock.GetUtcNow());
        steps = [.. found.Steps.Select(s => new PlotStep(
            s.From, HealthTexts.Step(s), s.Attempts == 0 ? null : WebhookUrls.Log(Detail.Webhook, new() { TriedSince = s.From, TriedUntil = s.Until })))];

        // What never happened in all that time needs no color.
        ends = [.. Enum.GetValues<AttemptEnd>()
            .Where(end => end == AttemptEnd.Delivered || found.Steps.Any(s => s.Ends[(int)end] > 0))
            .Select(end => new PlotSeries(HealthTexts.Name(end), HealthTexts.Look(end), [.. found.Steps.Select(s => (double?)s.Ends[(int)end])]))];
        speeds =
        [
            new("p95", "warn", [.. found.Steps.Select(s => (double?)s.P95)]),
            new("p50", "brand", [.. found.Steps.Select(s => (double?)s.P50)]),
        ];
    }

    private string Url(HealthSpan span) =>
        WebhookUrls.Tab(Detail.Webhook, "health") + (span == HealthSpan.Day ? "" : $"&span={span.ToString().ToLowerInvariant()}");
}
