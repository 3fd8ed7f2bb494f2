using Microsoft.AspNetCore.Components;

namespace TaskHub.Identity.Account;

/// <summary>A person's own account: name, email address, password.</summary>
public sealed partial class AccountPage(CurrentActor current, EditAccount edit, Sessions sessions, NavigationManager navigation)
{
    private Actor? actor;
    private Failure? failure;

    [SupplyParameterFromForm(FormName = "name")]
    private NameForm Naming { get; set; } = null!;

    [SupplyParameterFromForm(FormName = "email")]
    private EmailForm Moving { get; set; } = null!;

    [SupplyParameterFromForm(FormName = "password")]
    private PasswordForm Changing { get; set; } = null!;

    /// <summary>What was done a moment ago, so that a reload does not do it again.</summary>
    [SupplyParameterFromQuery]
    private string? Done { get; set; }

    // Always there: the page is static.
    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    private CancellationToken Aborted => HttpContext.RequestAborted;

    protected override async Task OnInitializedAsync()
    {
        actor = await current.FindAsync(Aborted);
        if (actor is null)
        {
            await sessions.EndAsync();
            navigation.NavigateTo("/sign-in");
            return;
        }

        Naming ??= new() { Name = actor.Name };
        Moving ??= new() { Email = actor.Email };
        Changing ??= new();
    }

    private async Task RenameAsync() => Tell(await edit.RenameAsync(actor!, Naming.Name, Aborted), "name");

    private async Task ChangeEmailAsync() => Tell(await edit.ChangeEmailAsync(actor!, Moving.Email, Aborted), "email");

    private async Task ChangePasswordAsync()
    {
        var done = await edit.ChangePasswordAsync(actor!, Changing.CurrentPassword, Changing.Password, Aborted);
        Changing = new();
        Tell(done, "password");
    }

    private void Tell(Result<Done> result, string what)
    {
        failure = result.Failure;
        if (result.Ok)
        {
            navigation.NavigateTo($"/account?done={what}");
        }
        else if (failure!.Kind == FailureKind.Unproved)
        {
            navigation.AskForProof();
        }
    }

    private sealed class NameForm
    {
        public string? Name { get; set; }
    }

    private sealed class EmailForm
    {
        public string? Email { get; set; }
    }

    private sealed class PasswordForm
    {
        public string? CurrentPassword { get; set; }
        public string? Password { get; set; }
    }
}
