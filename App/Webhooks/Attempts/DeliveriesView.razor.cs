using Microsoft.AspNetCore.Components;
using TaskHub.Identity;

namespace TaskHub.Webhooks.Attempts;

/// <summary>
/// The deliveries of a webhook, newest first, live. The page above hears the signals and says by <see cref="Version"/> that something
/// happened. New rows come in above; while paused they wait behind a count. The browser keeps what is read in its place.
/// </summary>
public sealed partial class DeliveriesView
{
    private const int PageSize = 40;

    private static readonly DeliveryState[] Shown =
        [DeliveryState.Delivered, DeliveryState.Retrying, DeliveryState.Pending, DeliveryState.Held, DeliveryState.Failed, DeliveryState.Canceled];

    private IReadOnlyList<DeliveryView> deliveries = [];
    private HashSet<string> fresh = [];
    private readonly HashSet<string> selected = [];
    private RedeliverDialog dialog = default!;
    private Failure? failure;
    private string? next;
    private int wanted = PageSize;
    private int held;
    private bool paused;
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
    private NavigationManager Navigation { get; set; } = default!;

    private bool IsFiltered => Filter != new DeliveryFilter();

    protected override async Task OnParametersSetAsync()
    {
        if (shown != (Filter, Version))
        {
            var isOther = shown.Item1 != Filter;
            if (isOther)
            {
                // What is not in sight any more must not leave by a button here.
                selected.Clear();
            }

            shown = (Filter, Version);
            (wanted, paused) = isOther ? (PageSize, false) : (wanted, paused);
            await LoadAsync(isOther);
        }
    }

    private async Task LoadAsync(bool isOther)
    {
        var result = await Find.RunAsync(await Current.GetAsync(), Detail.Webhook.Id, Filter, wanted);
        failure = result.Failure;
        if (!result.Ok)
        {
            return;
        }

        var (found, top) = (result.Value.Deliveries, deliveries.Count == 0 ? 0 : deliveries[0].Position);
        if (paused)
        {
            // What stands there is brought up to date in its place; what is new only counts.
            var now = found.ToDictionary(d => d.Id);
            held = found.Count(d => d.Position > top);
            deliveries = [.. deliveries.Select(d => now.GetValueOrDefault(d.Id, d))];
            return;
        }

        fresh = isOther ? [] : [.. found.Where(d => d.Position > top).Select(d => d.Id)];
        (deliveries, next, held) = (found, result.Value.NextCursor, 0);
    }

    private async Task MoreAsync()
    {
        wanted += PageSize;
        await LoadAsync(isOther: true);
    }

    private async Task PauseAsync()
    {
        paused = !paused && held == 0;
        await LoadAsync(isOther: false);
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
        return LoadAsync(isOther: true);
    }

    private void Go(string name, string? value) => Navigation.NavigateTo(Url((name, string.IsNullOrWhiteSpace(value) ? null : value.Trim())));

    private string Url((string Name, string? Value) change) => Navigation.GetUriWithQueryParameter(change.Name, change.Value);
}
