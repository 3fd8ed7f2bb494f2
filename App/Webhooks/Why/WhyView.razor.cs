using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Webhooks.Attempts;

namespace TaskHub.Webhooks.Why;

/// <summary>What lately did not go to a webhook, and why; or, of one event, what became of it for every webhook.</summary>
public sealed partial class WhyView : IDisposable
{
    private const int PageSize = 50;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    private List<MissedEvent> missed = [];
    private ReadPause pause = default!;
    private Identity.Failure? failure;
    private string? next;
    private int looked;
    private int got;
    private bool isFurther;

    [Parameter, EditorRequired]
    public WebhookDetail Detail { get; set; } = default!;

    /// <summary>The event that is asked for; it stands in the address, which the page reads.</summary>
    [Parameter]
    public string? Of { get; set; }

    /// <summary>Grows whenever something may have changed.</summary>
    [Parameter]
    public int Version { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private FindMissed Find { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    public void Dispose() => pause.Dispose();

    protected override void OnInitialized() => pause = new ReadPause(Clock, Rest, () => _ = InvokeAsync(LookAsync));

    // Who has looked further back reads; what is new there comes with the next visit.
    protected override Task OnParametersSetAsync() =>
        Of is null && !isFurther && pause.MayRead() ? LoadAsync(null) : Task.CompletedTask;

    private async Task LookAsync()
    {
        await OnParametersSetAsync();
        StateHasChanged();
    }

    private Task MoreAsync()
    {
        isFurther = true;
        return LoadAsync(next);
    }

    private async Task LoadAsync(string? cursor)
    {
        var result = await Find.RunAsync(await Current.GetAsync(), Detail.Webhook.Id, PageSize, cursor);
        if (cursor is not null && cursor != next)
        {
            // Two clicks on one end: it is there already.
            return;
        }

        failure = result.Failure;
        if (result.Ok)
        {
            var page = result.Value;
            missed = cursor is null ? [.. page.Events] : [.. missed, .. page.Events];
            looked = page.Looked + (cursor is null ? 0 : looked);
            got = page.Got + (cursor is null ? 0 : got);
            next = page.NextCursor;
        }
    }
}
