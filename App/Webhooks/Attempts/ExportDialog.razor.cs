using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using TaskHub.Identity;

namespace TaskHub.Webhooks.Attempts;

/// <summary>Writes the deliveries of the page's filter into a file: how many there are first, then how far it is.</summary>
public sealed partial class ExportDialog : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);

    private DeliveryFilter? filter;
    private DeliveryExport? export;
    private ReadPause pause = default!;
    private string chosen = "csv";
    private bool isCounted;
    private int? count;

    [Parameter, EditorRequired]
    public WebhookView Webhook { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private CountDeliveries Count { get; set; } = default!;

    [Inject]
    private ExportDeliveries Exports { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    public async Task AskAsync(DeliveryFilter asked)
    {
        (filter, isCounted) = (asked, false);
        StateHasChanged();
        var found = await Count.RunAsync(await Current.GetAsync(), Webhook.Id, asked);
        (count, isCounted) = (found.Ok ? found.Value : 0, true);
        StateHasChanged();
    }

    public void Dispose()
    {
        Close();
        pause.Dispose();
    }

    protected override void OnInitialized() => pause = new ReadPause(Clock, Rest, () => _ = InvokeAsync(StateHasChanged));

    private async Task StartAsync()
    {
        export = new DeliveryExport();
        export.Moved += Look;
        Exports.Watch(export);
        var query = filter!.ToQuery();
        await Js.InvokeVoidAsync(
            "taskhub.download", $"{WebhookUrls.One(Webhook)}/deliveries.{chosen}{query}{(query.Length == 0 ? '?' : '&')}ticket={export.Ticket}");
    }

    private void Look()
    {
        if (export is { IsDone: true } || pause.MayRead())
        {
            _ = InvokeAsync(StateHasChanged);
        }
    }

    private void Stop() => export?.Stop();

    // The download goes on when the dialog is closed; only Stop ends it.
    private void Close()
    {
        if (export is not null)
        {
            export.Moved -= Look;
            Exports.Forget(export);
        }

        (filter, export) = (null, null);
    }
}
