using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Ui;

namespace TaskHub.Organizations.Pages;

/// <summary>The organization's one key for Worksection's API: made here, shown once, replaced, removed.</summary>
public sealed partial class KeySection
{
    private ApiKeyView? key;
    private bool loaded;
    private ConfirmDialog confirm = null!;
    private string? made;

    [Parameter, EditorRequired]
    public long OrganizationId { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private FindApiKey Find { get; set; } = default!;

    [Inject]
    private MakeApiKey Make { get; set; } = default!;

    [Inject]
    private RemoveApiKey Remove { get; set; } = default!;

    [Inject]
    private PublicUrl Url { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Address => Url.For("/api/admin/v2/");

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        if (await Current.FindAsync() is { } actor && await Find.RunAsync(actor, OrganizationId) is { Ok: true } found)
        {
            (key, loaded) = (found.Value, true);
        }
    }

    // Asked for before the question, so that nobody answers it twice.
    private async Task<bool> IsProvedAsync()
    {
        var isWanted = (await Current.GetAsync()).IsWanted(Clock.GetUtcNow());
        if (isWanted)
        {
            Navigation.AskForProof();
        }

        return !isWanted;
    }

    private async Task BeginAsync()
    {
        if (await IsProvedAsync())
        {
            await MakeAsync();
        }
    }

    private async Task MakeAsync()
    {
        var result = await Make.RunAsync(await Current.GetAsync(), OrganizationId);
        if (result.Ok)
        {
            made = result.Value;
        }
        else
        {
            Toasts.Error(result.Failure.Message);
        }

        await LoadAsync();
    }

    private async Task ReplaceAsync()
    {
        if (await IsProvedAsync() && await confirm.AskAsync(new("Replace the API key?", OrganizationsText.KeyReplaceQuestion, "Replace API key")))
        {
            await MakeAsync();
        }
    }

    private async Task RemoveAsync()
    {
        if (!await IsProvedAsync() || !await confirm.AskAsync(new("Remove the API key?", OrganizationsText.KeyRemoveQuestion, "Remove API key")))
        {
            return;
        }

        var gone = await Remove.RunAsync(await Current.GetAsync(), OrganizationId);
        if (gone.Ok)
        {
            Toasts.Show(OrganizationsText.KeyRemoved);
        }
        else
        {
            Toasts.Error(gone.Failure.Message);
        }

        await LoadAsync();
    }
}
