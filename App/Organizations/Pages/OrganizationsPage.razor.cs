using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Ui;

namespace TaskHub.Organizations.Pages;

/// <summary>"Manage organizations": whom to turn to in each of one's organizations, and the way to a new one.</summary>
public sealed partial class OrganizationsPage : IDisposable
{
    private IReadOnlyList<OrganizationOverview>? mine;
    private IReadOnlyList<OrganizationSummary> summaries = [];
    private IReadOnlyList<DeletedOrganization> deleted = [];
    private IDisposable? watch;
    private ConfirmDialog confirm = null!;
    private bool creating;
    private string name = string.Empty;
    private Failure? failure;

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private OrganizationVerbs Verbs { get; set; } = null!;

    [Inject]
    private LiveTopics Live { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    public void Dispose() => watch?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (RendererInfo.IsInteractive && await Current.FindAsync() is { } actor)
        {
            string[] topics = [Topic.Person(actor.UserId), .. actor.Organizations.Select(Topic.Organization)];
            watch = Live.Subscribe(topics, () => InvokeAsync(async () =>
            {
                await LoadAsync();
                StateHasChanged();
            }));
        }
    }

    private async Task LoadAsync()
    {
        if (await Current.FindAsync() is { } actor)
        {
            mine = await Verbs.Manage.RunAsync(actor);
            summaries = await Verbs.Find.RunAsync(actor);
            deleted = await Verbs.Deleted.RunAsync(actor);
        }
    }

    private int Waiting(long id) => summaries.FirstOrDefault(o => o.Id == id)?.Waiting ?? 0;

    private async Task CreateAsync()
    {
        var made = await Verbs.Create.RunAsync(await Current.GetAsync(), name);
        failure = made.Failure;
        if (made.Ok)
        {
            (creating, name) = (false, string.Empty);
            Navigation.NavigateTo($"/app/organization/{made.Value.Id}");
        }
    }

    private async Task RequestAsync(OrganizationOverview organization)
    {
        var asked = await Verbs.Request.RunAsync(await Current.GetAsync(), organization.Id);
        Tell(asked, OrganizationsText.Requested);
        await LoadAsync();
    }

    private async Task LeaveAsync(OrganizationOverview organization)
    {
        if (await confirm.AskAsync(new($"Leave {organization.Name}?", OrganizationsText.LeaveQuestion, "Leave organization")))
        {
            var actor = await Current.GetAsync();
            Tell(await Verbs.Remove.RunAsync(actor, organization.Id, actor.UserId), $"You left {organization.Name}.");
            await LoadAsync();
        }
    }

    private void Tell(Result<Done> result, string success)
    {
        if (result.Ok)
        {
            Toasts.Show(success);
        }
        else
        {
            Toasts.Error(result.Failure.Message);
        }
    }
}
