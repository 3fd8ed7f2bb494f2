using Microsoft.AspNetCore.Components;
using TaskHub.Ui;

namespace TaskHub.Identity.Account;

/// <summary>Where the link leads that an administrator hands over: a new password, or the first one.</summary>
public sealed partial class ResetPage(ResetPassword reset, TwoFactor twoFactor, Sessions sessions, NavigationManager navigation)
{
    private Person? person;
    private Failure? failure;

    [SupplyParameterFromForm]
    private ResetForm Input { get; set; } = null!;

    [SupplyParameterFromQuery]
    private string? User { get; set; }

    [SupplyParameterFromQuery]
    private string? Code { get; set; }

    // Always there: the page is static.
    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    private long Id => QueryNumber.Of(User) ?? 0;

    protected override async Task OnInitializedAsync()
    {
        Input ??= new();
        person = await reset.LookAsync(Id, Code, HttpContext.RequestAborted);
        if (person is null)
        {
            HttpContext.Response.StatusCode = StatusCodes.Status410Gone;
        }
    }

    private async Task ResetAsync()
    {
        var done = await reset.RunAsync(Id, Code, Input.Password, HttpContext.From(), HttpContext.RequestAborted);
        if (!done.Ok)
        {
            failure = done.Failure;
            person = failure.Errors is null ? null : person;
            Input.Password = null;
            return;
        }

        // A link is as good as a password, and no better: whoever has a second factor is asked for it.
        if ((await twoFactor.LookAsync(Id, HttpContext.RequestAborted)).On)
        {
            navigation.NavigateTo("/sign-in");
            return;
        }

        await sessions.StartAsync(Id);
        navigation.NavigateTo("/");
    }

    private sealed class ResetForm
    {
        public string? Password { get; set; }
    }
}
