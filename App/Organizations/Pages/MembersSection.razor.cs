using Microsoft.AspNetCore.Components;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Ui;

namespace TaskHub.Organizations.Pages;

/// <summary>Who belongs to an organization, who waits, who was invited.</summary>
public sealed partial class MembersSection(
    CurrentActor current, MemberVerbs verbs, LiveTopics live, Toasts toasts, NavigationManager navigation) : IDisposable
{
    private Everyone? everyone;
    private IDisposable? watch;
    private ConfirmDialog confirm = null!;
    private bool inviting;
    private Member? choosing;
    private string? resetLink;
    private string resetFor = string.Empty;

    [Parameter, EditorRequired]
    public long OrganizationId { get; set; }

    /// <summary>Part of a name or an email, as the address has it.</summary>
    [Parameter]
    public string? Q { get; set; }

    /// <summary>One role, as the address has it.</summary>
    [Parameter]
    public string? Only { get; set; }

    private Role? Chosen => Enum.TryParse<Role>(Only, ignoreCase: true, out var role) ? role : null;

    private IReadOnlyList<Member> Shown =>
    [
        .. everyone!.Members.Where(m => (Chosen is null || m.Role == Chosen)
            && (string.IsNullOrWhiteSpace(Q) || Has(m.Person.Name) || Has(m.Person.Email))),
    ];

    public void Dispose() => watch?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (RendererInfo.IsInteractive)
        {
            watch = live.Subscribe([Topic.Organization(OrganizationId)], () => InvokeAsync(async () =>
            {
                await LoadAsync();
                StateHasChanged();
            }));
        }
    }

    // A reader who is no administrator any more keeps the old picture for the moment until the page around it says so.
    private async Task LoadAsync()
    {
        if (await current.FindAsync() is not { } actor)
        {
            return;
        }

        var members = await verbs.FindMembers.RunAsync(actor, OrganizationId);
        var requests = await verbs.FindRequests.RunAsync(actor, OrganizationId);
        var invitations = await verbs.FindInvitations.RunAsync(actor, OrganizationId);
        var projects = await verbs.FindProjects.RunAsync(actor, OrganizationId);
        if (members.Ok && requests.Ok && invitations.Ok && projects.Ok)
        {
            everyone = new(actor.UserId, members.Value, requests.Value, invitations.Value, projects.Value);
        }
    }

    private async Task DecideAsync(WaitingRequest request, bool grant) => await TellAsync(
        await verbs.Decide.RunAsync(await current.GetAsync(), OrganizationId, request.Id, grant),
        OrganizationsText.Decided(request.Person.Name, grant));

    private async Task ChangeRoleAsync(Member member, Role role)
    {
        if (role == member.Role)
        {
            return;
        }

        if (member.Person.Id == everyone!.Reader && !await confirm.AskAsync(
            new("Give up administering?", OrganizationsText.GiveUpQuestion, $"Become {OrganizationsText.WithArticle(role)}")))
        {
            return;
        }

        if (role == Role.External)
        {
            choosing = member;
            return;
        }

        var changed = await verbs.Change.RunAsync(await current.GetAsync(), OrganizationId, member.Person.Id, new(role, null));
        await TellAsync(changed, OrganizationsText.NowIs(member.Person.Name, role));
    }

    private async Task ChooseAsync((Member Member, IReadOnlyList<long> Projects) chosen)
    {
        choosing = null;
        var changed = await verbs.Change.RunAsync(
            await current.GetAsync(), OrganizationId, chosen.Member.Person.Id, new(Role.External, chosen.Projects));
        await TellAsync(changed, chosen.Member.Role == Role.External
            ? OrganizationsText.ProjectsSaved(chosen.Member.Person.Name)
            : OrganizationsText.NowIs(chosen.Member.Person.Name, Role.External));
    }

    private async Task RemoveAsync(Member member)
    {
        var name = member.Person.Name;
        if (await confirm.AskAsync(new($"Remove {name}?", OrganizationsText.RemoveQuestion(name), "Remove member")))
        {
            await TellAsync(await verbs.Remove.RunAsync(await current.GetAsync(), OrganizationId, member.Person.Id), $"{name} is removed.");
        }
    }

    private async Task IssueAsync(Member member)
    {
        var issued = await verbs.Reset.RunAsync(await current.GetAsync(), OrganizationId, member.Person.Id);
        (resetLink, resetFor) = (issued.Ok ? issued.Value : null, member.Person.Name);
        if (issued.Failure?.Kind == FailureKind.Unproved)
        {
            navigation.AskForProof();
        }
        else if (!issued.Ok)
        {
            toasts.Error(issued.Failure.Message);
        }
    }

    private async Task WithdrawAsync(PendingInvitation invitation)
    {
        if (await confirm.AskAsync(new($"Withdraw the invitation of {invitation.Email}?", OrganizationsText.WithdrawQuestion, "Withdraw")))
        {
            await TellAsync(
                await verbs.Withdraw.RunAsync(await current.GetAsync(), OrganizationId, invitation.Id), OrganizationsText.Withdrawn);
        }
    }

    private async Task TellAsync<T>(Result<T> result, string success)
    {
        if (result.Ok)
        {
            toasts.Show(success);
        }
        else if (result.Failure.Kind == FailureKind.Unproved)
        {
            navigation.AskForProof();
            return;
        }
        else
        {
            toasts.Error(result.Failure.Message);
        }

        await LoadAsync();
    }

    private bool Has(string text) => text.Contains(Q!.Trim(), StringComparison.CurrentCultureIgnoreCase);

    private string Url(string? q, string? role) => navigation.GetUriWithQueryParameters(
        $"{navigation.BaseUri}app/organization/{OrganizationId}/settings/members",
        new Dictionary<string, object?> { ["q"] = string.IsNullOrWhiteSpace(q) ? null : q, ["role"] = role?.ToLowerInvariant() });

    private void Go(string? q) => navigation.NavigateTo(Url(q, Only), replace: true);

    private string ProjectsOf(Role role, IReadOnlyList<long> ids) => role != Role.External ? "All projects"
        : ids.Count == 0 ? "No project yet"
        : string.Join(", ", everyone!.Projects.Where(p => ids.Contains(p.Id)).Select(p => p.Name));

    private sealed record Everyone(
        long Reader, IReadOnlyList<Member> Members, IReadOnlyList<WaitingRequest> Requests,
        IReadOnlyList<PendingInvitation> Invitations, IReadOnlyList<ProjectName> Projects);
}

/// <summary>What the section of the members may do, in one hand.</summary>
public sealed record MemberVerbs(
    FindMembers FindMembers, FindRequests FindRequests, FindInvitations FindInvitations, FindProjectNames FindProjects,
    DecideRequest Decide, ChangeMember Change, RemoveMember Remove, IssueResetLink Reset, WithdrawInvitation Withdraw);
