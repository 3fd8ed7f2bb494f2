using Microsoft.AspNetCore.Components;
using TaskHub.Identity;

namespace TaskHub.Organizations.Pages;

/// <summary>Makes a link by which somebody joins; of a mailbox that has an open one already, that link is at hand.</summary>
public sealed partial class InviteDialog
{
    private static readonly Role[] Roles = [Role.Participant, Role.External, Role.Administrator];
    private readonly HashSet<long> chosen = [];
    private string email = string.Empty;
    private Role role = Role.Participant;
    private Failure? failure;
    private PendingInvitation? made;
    private PendingInvitation? open;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private Invite Invite { get; set; } = default!;

    [Inject]
    private FindInvitations Find { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Parameter]
    public bool Open { get; set; }

    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    [Parameter, EditorRequired]
    public long OrganizationId { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<TaskHub.Data.ProjectName> Projects { get; set; } = [];

    private async Task InviteAsync()
    {
        var result = await Invite.RunAsync(await Current.GetAsync(), OrganizationId, email, role, [.. chosen]);
        (failure, made, open) = (result.Failure, result.Ok ? result.Value : null, null);
        if (failure?.Of("email") is not null)
        {
            var found = await Find.RunAsync(await Current.GetAsync(), OrganizationId);
            open = found.Ok ? found.Value.FirstOrDefault(i => Emails.Normalize(i.Email) == Emails.Normalize(email.Trim())) : null;
        }

        if (failure?.Kind == FailureKind.Unproved)
        {
            Navigation.AskForProof();
        }
    }

    private async Task CloseAsync()
    {
        (made, email, role) = (null, string.Empty, Role.Participant);
        chosen.Clear();
        await OpenChanged.InvokeAsync(false);
    }
}
