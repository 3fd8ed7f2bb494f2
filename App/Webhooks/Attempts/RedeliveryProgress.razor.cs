using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Ui;

namespace TaskHub.Webhooks.Attempts;

/// <summary>The redeliveries of a webhook that are under way, each with how far it is, to pause and to stop.</summary>
public sealed partial class RedeliveryProgress
{
    private const int Most = 50;

    private IReadOnlyList<RedeliveryView> running = [];
    private IReadOnlyList<RedeliveryView> ended = [];

    [Parameter, EditorRequired]
    public WebhookDetail Detail { get; set; } = default!;

    /// <summary>Grows whenever something may have changed.</summary>
    [Parameter]
    public int Version { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private FindRedeliveries Find { get; set; } = default!;

    [Inject]
    private StopRedelivery Stop { get; set; } = default!;

    [Inject]
    private PauseRedelivery Pause { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        var found = await Find.RunAsync(await Current.GetAsync(), Detail.Webhook.Id, Most);
        if (!found.Ok)
        {
            return;
        }

        var before = running;
        running = [.. found.Value.Where(r => !r.HasEnded).OrderBy(r => r.Id)];
        ended = [.. found.Value.Where(r => r.HasEnded).OrderByDescending(r => r.EndedAt)];
        foreach (var finished in ended.Where(r => r.State == RedeliveryState.Finished && before.Any(b => b.Id == r.Id)))
        {
            Toasts.Show(AttemptsText.RedeliveryEnded(finished));
        }
    }

    private async Task PauseAsync(RedeliveryView now)
    {
        var paused = await Pause.RunAsync(await Current.GetAsync(), now.Id, pauses: now.State != RedeliveryState.Paused);
        if (paused.Ok)
        {
            running = [.. running.Select(r => r.Id == now.Id ? paused.Value : r)];
        }
        else
        {
            Toasts.Error(paused.Failure.Message);
        }
    }

    private async Task StopAsync(RedeliveryView now)
    {
        var stopped = await Stop.RunAsync(await Current.GetAsync(), now.Id);
        running = [.. running.Where(r => r.Id != now.Id)];
        ended = stopped.Ok ? [stopped.Value, .. ended.Where(r => r.Id != now.Id)] : ended;
        Toasts.Show(stopped.Failure?.Message ?? AttemptsText.RedeliveryStopped(stopped.Value), stopped.Ok ? Tone.Ok : Tone.Danger);
    }
}
