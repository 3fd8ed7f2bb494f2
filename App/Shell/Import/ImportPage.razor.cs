using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using TaskHub.Identity;
using TaskHub.Projects;

namespace TaskHub;

/// <summary>Brings the tasks of a file into a project: choose, see what will happen, do it. The address keeps which import it is about.</summary>
public sealed partial class ImportPage
{
    private ProjectView? head;
    private ImportRun? run;
    private string? problem;
    private bool reading;
    private bool dayFirst;
    private bool asksForDays;
    private bool? chosen;

    [Parameter]
    public long OrganizationId { get; set; }

    [Parameter]
    public long ProjectId { get; set; }

    [SupplyParameterFromQuery(Name = "run")]
    private string? Ticket { get; set; }

    [CascadingParameter(Name = "Today")]
    public DateOnly Today { get; set; }

    [CascadingParameter(Name = "Zone")]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject]
    private FindProject Find { get; set; } = default!;

    [Inject]
    private PlanImport Plan { get; set; } = default!;

    [Inject]
    private ImportDesk Desk { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string ProjectHref => $"/app/organization/{OrganizationId}/projects/{ProjectId}";

    public void Dispose() => Watch(null);

    protected override async Task OnParametersSetAsync()
    {
        if (await Current.FindAsync() is not { } actor)
        {
            return;
        }

        var found = await Find.RunAsync(actor, ProjectId);
        if (!found.Ok || found.Value.Project.OrganizationId != OrganizationId)
        {
            Navigation.NotFound();
            return;
        }

        head = found.Value;
        var wanted = Desk.Find(actor, Ticket) is { } mine && mine.ProjectId == ProjectId ? mine : null;
        if (Ticket is not null && wanted is null)
        {
            problem = ImportText.Gone;
        }

        if (wanted == run)
        {
            return;
        }

        problem = null;

        Watch(wanted);
        if (run is not null)
        {
            chosen = null;
            await ReadDatesAsync();
        }
    }

    private string Address(string? ticket) => ticket is null ? $"{ProjectHref}/import" : $"{ProjectHref}/import?run={ticket}";

    private void Watch(ImportRun? other)
    {
        run?.Changed -= Look;
        run = other;
        run?.Changed += Look;
    }

    private void Look() => _ = InvokeAsync(StateHasChanged);

    private async Task TakeAsync(InputFileChangeEventArgs e)
    {
        (problem, reading) = (null, true);
        StateHasChanged();
        try
        {
            if (e.File.Size > ImportText.MostBytes)
            {
                throw new ImportException(ImportText.TooLarge);
            }

            using var content = new MemoryStream();
            await using (var stream = e.File.OpenReadStream(ImportText.MostBytes))
            {
                await stream.CopyToAsync(content);
            }

            var taken = Desk.Take(await Current.GetAsync(), ProjectId, e.File.Name, content.ToArray());
            Navigation.NavigateTo(Address(taken.Ticket));
        }
        catch (ImportException wrong)
        {
            problem = wrong.Message;
        }
        catch (IOException)
        {
            problem = ImportText.Unreadable;
        }

        reading = false;
    }

    private Task DaysAsync(bool first)
    {
        chosen = dayFirst = first;
        return PlanAsync();
    }

    /// <summary>Plans anew where other columns may be the dates: their order is guessed from what they hold, until the person says it.</summary>
    private Task ReadDatesAsync()
    {
        List<string> dates = [.. run!.Rows.SelectMany(r => new[] { r.Due, r.Start })];
        dayFirst = chosen ?? ImportDay.DayComesFirst(dates) ?? false;
        asksForDays = dates.Any(ImportDay.HasOrder);
        return PlanAsync();
    }

    private Task ReadOtherwiseAsync()
    {
        run!.ReadAs(run.Format == ImportFormat.Csv ? ImportFormat.Todoist : ImportFormat.Csv);
        return ReadDatesAsync();
    }

    private async Task PlanAsync()
    {
        if (run is { State: ImportState.Ready } ready)
        {
            var planned = await Plan.RunAsync(await Current.GetAsync(), ProjectId, ready.Rows, new ImportDates(dayFirst, Today, Zone));
            (ready.Plan, problem) = (planned.Ok ? planned.Value : null, planned.Failure?.Message);
        }
    }
}
