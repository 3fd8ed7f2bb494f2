using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using TaskHub.Identity;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks.Why;

/// <summary>What happened in an organization, newest first, and of the one that is asked for what became of it for every webhook.</summary>
public sealed partial class EventsPage
{
    private const int PageSize = 50;

    // More than a screen holds; the page goes on as soon as its end is in sight.
    private const int FirstSize = 25;

    private IReadOnlyList<EventLine>? events;
    private string? next;
    private DateTimeOffset? lookedTo;
    private bool busy;
    private Failure? failure;
    private bool refused;
    private DeliveryFilter filter = new();
    private (long, string)? shown;

    [Parameter]
    public long OrganizationId { get; set; }

    [SupplyParameterFromQuery]
    private string? Of { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private FindEvents Find { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        var parts = QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query);
        parts.Remove("of");
        var asked = (OrganizationId, string.Join('&', parts));
        if (shown != asked)
        {
            shown = asked;
            filter = FilterUrl.Read(name => parts.TryGetValue(name, out var value) && value is [.., { Length: > 0 } last] ? last : null, Clock.GetUtcNow());
            (events, next, lookedTo) = (null, null, null);
            await MoreAsync();
        }
    }

    private Task GoOnAsync() => busy ? Task.CompletedTask : MoreAsync();

    private async Task MoreAsync()
    {
        busy = true;
        var asked = (shown, next);
        var actor = await Current.GetAsync();
        refused = !actor.Manages(OrganizationId);
        var found = await Find.RunAsync(actor, OrganizationId, filter, events is null ? FirstSize : PageSize, next);
        busy = false;
        if (asked != (shown, next))
        {
            // Two clicks on one end: it is there already.
            return;
        }

        failure = found.Failure;
        if (found.Ok)
        {
            (events, next, lookedTo) = ([.. events ?? [], .. found.Value.Events], found.Value.NextCursor, found.Value.LookedBackTo);
        }
    }

    private string Url(string? of) => Navigation.GetUriWithQueryParameter("of", of);
}
