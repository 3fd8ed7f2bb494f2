using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Ui;

namespace TaskHub.Webhooks.Attempts;

/// <summary>The redeliveries of a webhook that are under way, each with how far it is, to pause and to stop.</summary>
public sealed partial class RedeliveryProgress
{
    private IReadOnlyList<RedeliveryView> running = [];
    private RedeliveryView? last;

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
        var found = await Find.RunAsync(await Current.GetAsync(), Detail.Webhook.Id, 20);
        if (!found.Ok)
        {
            return;
        }

        var before = running;
        running = [.. found.Value.Where(r => !r.HasEnded).OrderBy(r => r.Id)];
        last = found.Value.FirstOrDefault(r => r.HasEnded);
        foreach (var ended in found.Value.Where(r => r.State == RedeliveryState.Finished && before.Any(b => b.Id == r.Id)))
        {
            Toasts.Show(AttemptsText.RedeliveryEnded(ended));
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
        last = stopped.Ok ? stopped.Value : last;
        Toasts.Show(stopped.Failure?.Message ?? AttemptsText.RedeliveryStopped(stopped.Value), stopped.Ok ? Tone.Ok : Tone.Danger);
    }
}
