using Microsoft.AspNetCore.Components;

namespace TaskHub.Identity.Account;

/// <summary>A person's own account: name, password, sessions.</summary>
public sealed partial class AccountPage(CurrentActor current, EditAccount edit, Sessions sessions, NavigationManager navigation)
{
    private Actor? actor;
    private Failure? failure;

    [SupplyParameterFromForm(FormName = "name")]
    private NameForm Naming { get; set; } = null!;

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
        Changing ??= new();
    }

    private async Task RenameAsync() => await TellAsync(await edit.RenameAsync(actor!, Naming.Name, Aborted), "name");

    private async Task ChangePasswordAsync()
    {
        var done = await edit.ChangePasswordAsync(actor!, Changing.CurrentPassword, Changing.Password, Aborted);
        Changing = new();
        await TellAsync(done, "password");
    }

    private async Task SignOutEverywhereAsync() => await TellAsync(await edit.SignOutEverywhereAsync(actor!, Aborted), "everywhere");

    private async Task TellAsync(Result<Done> result, string what)
    {
        failure = result.Failure;
        if (result.Ok)
        {
            // The stamp may have changed, and this browser is to stay.
            await sessions.StartAsync(actor!.UserId);
            navigation.NavigateTo($"/account?done={what}");
        }
    }

    private sealed class NameForm
    {
        public string? Name { get; set; }
    }

    private sealed class PasswordForm
    {
        public string? CurrentPassword { get; set; }
        public string? Password { get; set; }
    }
}
