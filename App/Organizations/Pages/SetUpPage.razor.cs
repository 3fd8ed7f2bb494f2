using Microsoft.AspNetCore.Components;
using TaskHub.Identity;

namespace TaskHub.Organizations.Pages;

/// <summary>The first page of a new hub: asks for the code, then for the first person and their organization.</summary>
public sealed partial class SetUpPage(
    FirstStart first, SetUp setUp, Actors actors, IEnumerable<ISampleProject> samples, Sessions sessions, NavigationManager navigation)
{
    private Failure? failure;
    private bool waits;

    private FirstStart First => first;

    private IEnumerable<ISampleProject> Samples => samples;

    [SupplyParameterFromForm]
    private SetUpForm Input { get; set; } = null!;

    [SupplyParameterFromQuery]
    private string? Code { get; set; }

    // Always there: the page is static.
    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    private CancellationToken Aborted => HttpContext.RequestAborted;

    protected override async Task OnInitializedAsync()
    {
        Input ??= new();
        waits = await first.WaitsAsync(Aborted);
        if (!waits)
        {
            HttpContext.Response.StatusCode = StatusCodes.Status410Gone;
        }
    }

    private async Task SetUpAsync()
    {
        if (!first.IsCode(Code))
        {
            return;
        }

        var made = await setUp.RunAsync(new(Input.Name, Input.Email, Input.Password, Input.Organization), Aborted);
        if (!made.Ok)
        {
            failure = made.Failure;
            waits = await first.WaitsAsync(Aborted);
            Input.Password = null;
            return;
        }

        if (Input.Sample && await actors.FindAsync(made.Value.UserId, cancel: Aborted) is { } actor)
        {
            foreach (var sample in samples)
            {
                await sample.AddAsync(actor, made.Value.OrganizationId, Aborted);
            }
        }

        await sessions.StartAsync(made.Value.UserId);
        navigation.NavigateTo("/");
    }

    private sealed class SetUpForm
    {
        public string? Name { get; set; }
        public string? Email { get; set; }
        public string? Password { get; set; }
        public string? Organization { get; set; }
        public bool Sample { get; set; }
    }
}
