using Microsoft.AspNetCore.Components;

namespace TaskHub.Identity.Account;

/// <summary>Signs in: by a password, and a code where the person turned that on; or by a passkey, which is both.</summary>
public sealed partial class SignInPage(
    CheckPassword check, TwoFactor twoFactor, Passkeys passkeys, Sessions sessions, SignInDoor door)
{
    private string? refused;
    private string? ticket;
    private PasskeyQuestion? question;

    [SupplyParameterFromForm(FormName = "sign-in")]
    private SignInInput Input { get; set; } = null!;

    [SupplyParameterFromForm(FormName = "code")]
    private CodeInput Second { get; set; } = null!;

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    // Always there: the page is static.
    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    private CancellationToken Aborted => HttpContext.RequestAborted;

    protected override async Task OnInitializedAsync()
    {
        Input ??= new();
        Second ??= new();

        // A form that is sent must stand on the page before it is handled.
        ticket = Second.Ticket;
        question = await passkeys.AskAsync();
    }

    private async Task SignInAsync()
    {
        if (door.MustWait(HttpContext) is { } wait)
        {
            Refuse(wait);
            return;
        }

        if (await check.RunAsync(Input.Email, Input.Password, HttpContext.From(), cancel: Aborted) is not { } person)
        {
            door.Failed(HttpContext);
            Refuse(IdentityText.NotSignedIn);
        }
        else if ((ticket = await twoFactor.BeginAsync(person, Aborted)) is null)
        {
            await LetInAsync(person);
        }
    }

    private async Task CodeAsync()
    {
        if (door.MustWait(HttpContext) is { } wait)
        {
            Refuse(wait);
        }
        else if (await twoFactor.WhoAsync(Second.Ticket, Aborted) is not { } who)
        {
            Refuse(IdentityText.TicketOld);
            ticket = null;
        }
        else if (!await twoFactor.CheckAsync(who, Second.Code, HttpContext.From(), Aborted))
        {
            door.Failed(HttpContext);
            Refuse(IdentityText.CodeRefused);
            Second.Code = null;
        }
        else
        {
            await LetInAsync(who);
        }
    }

    private async Task PasskeyAsync(PasskeyAnswer answer)
    {
        if (door.MustWait(HttpContext) is { } wait)
        {
            Refuse(wait);
        }
        else if (await passkeys.WhoAsync(answer.Credential, answer.Ticket, Aborted) is not { } person)
        {
            door.Failed(HttpContext);
            Refuse(IdentityText.PasskeyNotKnown);
        }
        else
        {
            await LetInAsync(person);
        }
    }

    private async Task LetInAsync(long person)
    {
        await sessions.StartAsync(person);
        door.LeadTo(ReturnUrl);
    }

    private void Refuse(string why) => (refused, Input.Password) = (why, null);

    private sealed class SignInInput
    {
        public string? Email { get; set; }
        public string? Password { get; set; }
    }

    private sealed class CodeInput
    {
        public string? Ticket { get; set; }
        public string? Code { get; set; }
    }
}
