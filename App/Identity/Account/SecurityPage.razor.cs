using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity.Account;

/// <summary>How a person signs in besides the password: an authenticator app with recovery codes, and passkeys.</summary>
public sealed partial class SecurityPage(
    CurrentActor current, TwoFactor twoFactor, ShownCodes shown, Passkeys passkeys, IDbContextFactory<AppDbContext> contexts, TimeProvider time, NavigationManager navigation)
{
    private Actor? actor;
    private Failure? failure;
    private bool isOn;
    private int left;
    private NewAuthenticator? proposed;
    private IReadOnlyList<string>? codes;
    private IReadOnlyList<PasskeyView> keys = [];
    private PasskeyQuestion? question;

    [SupplyParameterFromQuery]
    private string? Done { get; set; }

    /// <summary>Shows a new key for the app.</summary>
    [SupplyParameterFromQuery(Name = "set-up")]
    private string? SetUp { get; set; }

    /// <summary>Shows the codes that were made a moment ago, or says that they are kept.</summary>
    [SupplyParameterFromQuery]
    private string? Codes { get; set; }

    // Always there: the page is static.
    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    private CancellationToken Aborted => HttpContext.RequestAborted;

    protected override async Task OnInitializedAsync()
    {
        actor = await current.GetAsync(Aborted);
        (isOn, left) = await twoFactor.LookAsync(actor.UserId, Aborted);
        if (Codes == "kept")
        {
            shown.Drop(actor);
        }

        codes = Codes == "new" && isOn ? shown.Find(actor) : null;
        keys = await passkeys.FindAsync(contexts, actor, Aborted);
        question = await passkeys.ProposeAsync(actor);
        if (SetUp is not null && !isOn)
        {
            if (actor.IsWanted(time.GetUtcNow()))
            {
                navigation.AskForProof();
                return;
            }

            // Typed wrongly, the same key is shown again: the app has it already.
            proposed = twoFactor.Propose(actor, HttpMethods.IsPost(HttpContext.Request.Method) ? HttpContext.Request.Form["Ticket"].ToString() : null);
        }
    }

    private async Task TurnOnAsync(string? code) =>
        Show(await twoFactor.TurnOnAsync(actor!, HttpContext.Request.Form["Ticket"], code, Aborted));

    private async Task NewCodesAsync() => Show(await twoFactor.NewCodesAsync(actor!, Aborted));

    private async Task TurnOffAsync() => Tell(await twoFactor.TurnOffAsync(actor!, Aborted), "two-factor-off");

    private async Task AddAsync(PasskeyAnswer answer) =>
        Tell(await passkeys.AddAsync(actor!, answer.Credential, answer.Ticket, answer.Name, Aborted), "passkey");

    private async Task RenameAsync(string id) => Tell(await passkeys.RenameAsync(actor!, id, HttpContext.Request.Form["Name"], Aborted), "passkey-renamed");

    private async Task RemoveAsync(string id) => Tell(await passkeys.RemoveAsync(actor!, id, Aborted), "passkey-removed");

    private void Show(Result<IReadOnlyList<string>> made)
    {
        if (Judge(made.Failure))
        {
            shown.Keep(actor!, made.Value);
            navigation.NavigateTo("/account/security?codes=new");
        }
    }

    private void Tell(Result<Done> done, string what)
    {
        if (Judge(done.Failure))
        {
            navigation.NavigateTo($"/account/security?done={what}");
        }
    }

    private bool Judge(Failure? found)
    {
        failure = found;
        if (found?.Kind == FailureKind.Unproved)
        {
            navigation.AskForProof();
        }

        return found is null;
    }
}
