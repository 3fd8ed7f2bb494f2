using Microsoft.AspNetCore.Components;
using TaskHub.Identity;

namespace TaskHub.Webhooks.Attempts;

/// <summary>
/// The deliveries of a webhook, newest first, live, without an end: what is scrolled to is read as it comes into sight, and what is far above
/// leaves the page, so that it stays as light as it began. The page above hears the signals and says by <see cref="Version"/> that something
/// happened. New rows come in above; while paused they wait behind a count. The browser keeps what is read in its place.
/// </summary>
public sealed partial class DeliveriesView : IDisposable
{
    private const int PageSize = 50;
    private const int MostRows = 600;
    private const int KeptRows = 400;

    // Many rows, or a search, are looked at again less often.
    private const int ManyRows = 150;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private IReadOnlyList<DeliveryView> deliveries = [];
    private HashSet<string> fresh = [];
    private readonly HashSet<string> selected = [];
    private RedeliverDialog dialog = default!;
    private ExportDialog exporting = default!;
    private ReadPause pause = default!;
    private Failure? failure;
    private string? next;
    private DateTimeOffset? lookedTo;
    private int held;
    private bool paused;

    // Rows above have left the page: it no longer begins with the newest.
    private bool trimmed;
    private bool busy;
    private bool again;
    private (DeliveryFilter?, int) shown;

    [Parameter, EditorRequired]
    public WebhookDetail Detail { get; set; } = default!;

    /// <summary>Which of them; it stands in the address, which the page reads.</summary>
    [Parameter, EditorRequired]
    public DeliveryFilter Filter { get; set; } = new();

    /// <summary>Grows whenever something may have changed.</summary>
    [Parameter]
    public int Version { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private FindDeliveries Find { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private bool IsFiltered => Filter != new DeliveryFilter();

    public void Dispose() => pause.Dispose();

    protected override void OnInitialized() => pause = new ReadPause(Clock, Rest, () => _ = InvokeAsync(LookAgainAsync));

    protected override async Task OnParametersSetAsync()
    {
        if (shown.Item1 != Filter)
        {
            // What is not in sight any more must not leave by a button here.
            selected.Clear();
            shown = (Filter, Version);
            paused = false;
            await NewestAsync();
        }
        else if (shown.Item2 != Version)
        {
            shown = (Filter, Version);
            await LookAsync();
        }
    }

    private Task NewestAsync()
    {
        (deliveries, fresh, held, trimmed, next, lookedTo) = ([], [], 0, false, null, null);
        return MoreAsync();
    }

    // A click that was on its way when the button was disabled would read a stretch twice, and put the list back to where that one ended.
    private Task GoOnAsync() => busy ? Task.CompletedTask : MoreAsync();

    /// <summary>Reads the next stretch below.</summary>
    private async Task MoreAsync()
    {
        busy = true;
        var asked = Filter;
        var result = await Find.RunAsync(await Current.GetAsync(), Detail.Webhook.Id, asked, PageSize, next);
        busy = false;
        if (asked != Filter)
        {
            return;
        }

        failure = result.Failure;
        if (result.Ok)
        {
            (next, lookedTo) = (result.Value.NextCursor, result.Value.LookedBackTo);
            deliveries = [.. deliveries, .. result.Value.Deliveries];
            if (deliveries.Count > MostRows)
            {
                (deliveries, trimmed, held) = ([.. deliveries.Skip(deliveries.Count - KeptRows)], true, 0);
            }
        }

        if (again)
        {
            again = false;
            await LookAsync();
        }
    }

    /// <summary>Brings what is shown up to date, and lets in what came.</summary>
    private async Task LookAsync()
    {
        if (busy)
        {
            again = true;
            return;
        }

        if ((deliveries.Count > ManyRows || Filter.IsSearch) && !pause.MayRead())
        {
            return;
        }

        busy = true;
        var asked = Filter;
        var result = await Find.LookAgainAsync(
            await Current.GetAsync(), Detail.Webhook.Id, asked, [.. deliveries.Select(d => d.Position)], trimmed ? null : PageSize);
        busy = false;
        if (asked != Filter || !result.Ok)
        {
            failure = asked == Filter ? result.Failure : failure;
            return;
        }

        if (result.Value.IsFlood && !paused)
        {
            await NewestAsync();
            return;
        }

        var (now, top) = (result.Value.Deliveries, deliveries.Count == 0 ? 0 : deliveries[0].Position);
        var came = now.Where(d => d.Position > top).ToList();
        if (paused)
        {
            // What stands there is brought up to date in its place; what is new only counts.
            var byId = now.ToDictionary(d => d.Id);
            held = result.Value.IsFlood ? PageSize + 1 : came.Count;
            deliveries = [.. deliveries.Select(d => byId.GetValueOrDefault(d.Id, d))];
            return;
        }

        (fresh, deliveries, held) = ([.. came.Select(d => d.Id)], now, 0);
    }

    private async Task LookAgainAsync()
    {
        await LookAsync();
        StateHasChanged();
    }

    private async Task PauseAsync()
    {
        paused = !paused && held == 0;
        await (held > PageSize && !paused ? NewestAsync() : LookAsync());
    }

    private void Select((string? Id, bool On) change)
    {
        string[] ids = change.Id is { } one ? [one] : [.. deliveries.Select(d => d.Id)];
        selected.ExceptWith(ids);
        if (change.On)
        {
            selected.UnionWith(ids);
        }
    }

    private Task StartedAsync()
    {
        selected.Clear();
        return LookAsync();
    }
}
