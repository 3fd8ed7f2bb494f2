using Microsoft.AspNetCore.Components;
using TaskHub.Identity;

namespace TaskHub.Webhooks.Why;

/// <summary>What happened in an organization, newest first, and of the one that is asked for what became of it for every webhook.</summary>
public sealed partial class EventsPage
{
    private const int PageSize = 50;

    private IReadOnlyList<EventLine>? events;
    private string? next;
    private bool refused;
    private (long, long?)? shown;

    [Parameter]
    public long OrganizationId { get; set; }

    [SupplyParameterFromQuery]
    private long? Task { get; set; }

    [SupplyParameterFromQuery]
    private string? Of { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private FindEvents Find { get; set; } = default!;

    protected override async System.Threading.Tasks.Task OnParametersSetAsync()
    {
        if (shown != (OrganizationId, Task))
        {
            shown = (OrganizationId, Task);
            (events, next) = (null, null);
            await MoreAsync();
        }
    }

    private async System.Threading.Tasks.Task MoreAsync()
    {
        var asked = (shown, next);
        var found = await Find.RunAsync(await Current.GetAsync(), OrganizationId, Task, PageSize, next);
        if (asked != (shown, next))
        {
            // Two clicks on one end: it is there already.
            return;
        }

        refused = !found.Ok;
        if (found.Ok)
        {
            (events, next) = ([.. events ?? [], .. found.Value.Events], found.Value.NextCursor);
        }
    }
}
