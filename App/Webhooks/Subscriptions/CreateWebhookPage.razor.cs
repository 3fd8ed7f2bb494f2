using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Webhooks.Subscriptions;

/// <summary>Creates a webhook, tests it, and shows its secret this once.</summary>
public sealed partial class CreateWebhookPage
{
    private readonly WebhookFields fields = new();
    private IReadOnlyList<ProjectName> projects = [];
    private TestedWebhook? created;
    private Failure? failure;
    private bool refused;
    private bool busy;

    [Parameter]
    public long OrganizationId { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private CreateWebhook Create { get; set; } = default!;

    [Inject]
    private FindProjectNames FindProjects { get; set; } = default!;

    [Inject]
    private IOptions<WebhookOptions> Options { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        var found = await FindProjects.RunAsync(await Current.GetAsync(), OrganizationId);
        refused = !found.Ok;
        projects = found.Ok ? found.Value : [];
    }

    private async Task SaveAsync(bool enabled)
    {
        failure = fields.Check();
        if (failure is not null)
        {
            return;
        }

        busy = true;
        StateHasChanged();
        try
        {
            var input = fields.ToInput() with { Enabled = enabled };
            var result = await Create.RunAsync(await Current.GetAsync(), OrganizationId, input, FailedTest.SavesDisabled);
            (failure, created) = (result.Failure, result.Ok ? result.Value : null);
        }
        finally
        {
            busy = false;
        }
    }
}
