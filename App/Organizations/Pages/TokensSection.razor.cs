using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Ui;

namespace TaskHub.Organizations.Pages;

/// <summary>The access tokens that reach an organization: made here, shown once, revoked.</summary>
public sealed partial class TokensSection(
    CurrentActor current, FindAccessTokens find, CreateAccessToken create, RevokeAccessToken revoke, Toasts toasts, TimeProvider clock,
    NavigationManager navigation) : IDisposable
{
    /// <summary>How often it is looked whether a token was used; that is written down once a minute.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    private static readonly int[] Lifetimes = [7, 30, 90, 180, 365];

    private IReadOnlyList<AccessTokenView>? tokens;
    private ConfirmDialog confirm = null!;
    private bool creating;
    private bool administers;
    private string name = string.Empty;
    private Scopes scopes = Scopes.Read | Scopes.Write;
    private int days = 90;
    private Failure? failure;
    private string? created;
    private ITimer? timer;

    [Parameter, EditorRequired]
    public long OrganizationId { get; set; }

    // Whoever was asked to prove who they are on the way comes back to the dialog.
    [SupplyParameterFromQuery]
    private string? Create { get; set; }

    private TimeProvider Clock => clock;

    // What the reader's role allows a program to do.
    private IEnumerable<(Scopes Scope, string Title, string Meaning)> Choices =>
        OrganizationsText.ScopeChoices.Where(c => administers || c.Scope is Scopes.Read or Scopes.Write);

    public void Dispose() => timer?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (RendererInfo.IsInteractive)
        {
            timer = clock.CreateTimer(_ => _ = InvokeAsync(LookAsync), null, Beat, Beat);
        }

        if (Create is not null && RendererInfo.IsInteractive)
        {
            navigation.NavigateTo(navigation.GetUriWithQueryParameter("create", (int?)null), replace: true);
            await BeginAsync();
        }
    }

    private async Task LookAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        if (await current.FindAsync() is { } actor && await find.RunAsync(actor, OrganizationId) is { Ok: true } found)
        {
            (tokens, administers) = (found.Value, actor.IsAdministrator(OrganizationId));
        }
    }

    // Asked for first, so that nothing that was typed is lost on the way.
    private async Task BeginAsync()
    {
        if ((await current.GetAsync()).IsWanted(clock.GetUtcNow()))
        {
            navigation.AskForProof(navigation.GetUriWithQueryParameter("create", 1));
            return;
        }

        (name, scopes, days, failure, creating) = (string.Empty, Scopes.Read | Scopes.Write, 90, null, true);
    }

    private async Task CreateAsync()
    {
        // A browser can send any number, and a token that never ends is for the operator's command alone.
        var end = clock.GetUtcNow().AddDays(Lifetimes.Contains(days) ? days : Lifetimes[0]);
        var made = await create.RunAsync(await current.GetAsync(), new(OrganizationId, name, scopes, end));
        failure = made.Failure;
        if (made.Ok)
        {
            (created, creating, name) = (made.Value.Text, false, string.Empty);
            await LoadAsync();
        }
    }

    private async Task RevokeAsync(AccessTokenView token)
    {
        if (!await confirm.AskAsync(new($"Revoke {token.Name}?", OrganizationsText.RevokeQuestion, "Revoke token")))
        {
            return;
        }

        var gone = await revoke.RunAsync(await current.GetAsync(), token.Id);
        if (gone.Ok)
        {
            toasts.Show($"{token.Name} is revoked.");
        }
        else
        {
            toasts.Error(gone.Failure.Message);
        }

        await LoadAsync();
    }
}
