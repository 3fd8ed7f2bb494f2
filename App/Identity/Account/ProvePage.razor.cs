using Microsoft.AspNetCore.Components;

namespace TaskHub.Identity.Account;

/// <summary>Asks somebody who is signed in once more for their password or a passkey, before a sensitive act.</summary>
public sealed partial class ProvePage(CurrentActor current, CheckPassword check, Passkeys passkeys, OpenSessions sessions, SignInDoor door)
{
    private Actor? actor;
    private string? refused;
    private PasskeyQuestion? question;

    [SupplyParameterFromForm(FormName = "prove")]
    private ProveInput Input { get; set; } = null!;

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    // Always there: the page is static.
    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    private CancellationToken Aborted => HttpContext.RequestAborted;

    protected override async Task OnInitializedAsync()
    {
        Input ??= new();
        actor = await current.FindAsync(Aborted);
        question = await passkeys.AskAsync();
    }

    private async Task PasswordAsync()
    {
        if (door.MustWait(HttpContext) is { } wait)
        {
            refused = wait;
        }
        else
        {
            await JudgeAsync(await check.RunAsync(actor!.Email, Input.Password, HttpContext.From(), Acts.ProofFailed, Aborted));
        }

        Input.Password = null;
    }

    private async Task PasskeyAsync(PasskeyAnswer answer) => await JudgeAsync(await passkeys.WhoAsync(answer.Credential, answer.Ticket, Aborted));

    private async Task JudgeAsync(long? person)
    {
        if (person != actor!.UserId)
        {
            door.Failed(HttpContext);
            refused = IdentityText.NotProved;
            return;
        }

        await sessions.ProveAsync(actor, Aborted);
        door.LeadTo(ReturnUrl);
    }

    private sealed class ProveInput
    {
        public string? Password { get; set; }
    }
}
