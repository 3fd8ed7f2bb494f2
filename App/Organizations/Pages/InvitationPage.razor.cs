using Microsoft.AspNetCore.Components;
using TaskHub.Identity;

namespace TaskHub.Organizations.Pages;

/// <summary>Where the link of an invitation leads: joins as whoever is signed in, or with a new account.</summary>
public sealed partial class InvitationPage(
    LookAtInvitation look, AcceptInvitation accept, CurrentActor current, Sessions sessions, NavigationManager navigation)
{
    private OpenInvitation? invitation;
    private string? dead;
    private Actor? actor;
    private Failure? failure;

    [Parameter]
    public string Code { get; set; } = string.Empty;

    [SupplyParameterFromForm]
    private AccountForm Input { get; set; } = null!;

    // Always there: the page is static.
    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    private CancellationToken Aborted => HttpContext.RequestAborted;

    private string SignIn => $"sign-in?returnUrl={Uri.EscapeDataString("/invitations/" + Code)}";

    protected override async Task OnInitializedAsync()
    {
        Input ??= new();
        actor = await current.FindAsync(Aborted);
        var found = await look.RunAsync(Code, Aborted);
        if (found.Ok)
        {
            invitation = found.Value;
            return;
        }

        dead = found.Failure.Message;
        HttpContext.Response.StatusCode = StatusCodes.Status410Gone;
    }

    private async Task JoinAsync()
    {
        if (actor is null)
        {
            navigation.NavigateTo("/" + SignIn);
            return;
        }

        var joined = await accept.RunAsync(actor, Code, Aborted);
        failure = joined.Failure;
        if (joined.Ok)
        {
            navigation.NavigateTo($"/app/organization/{joined.Value}");
        }
    }

    private async Task MakeAccountAsync()
    {
        var made = await accept.WithNewAccountAsync(Code, Input.Name, Input.Password, HttpContext.Connection.RemoteIpAddress?.ToString(), Aborted);
        Input.Password = null;
        failure = made.Failure;
        if (made.Ok)
        {
            await sessions.StartAsync(made.Value.UserId);
            navigation.NavigateTo($"/app/organization/{made.Value.OrganizationId}");
        }
    }

    private sealed class AccountForm
    {
        public string? Name { get; set; }
        public string? Password { get; set; }
    }
}
