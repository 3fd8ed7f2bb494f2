using Microsoft.AspNetCore.Components;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Ui;

namespace TaskHub.Webhooks.Subscriptions;

/// <summary>The settings of a webhook. What is typed stays as it is while the page around it follows the deliveries.</summary>
public sealed partial class WebhookSettings
{
    private WebhookFields? fields;
    private IReadOnlyList<ProjectName> projects = [];
    private Failure? failure;
    private bool busy;
    private string? chosen;

    // What was saved comes back with the page's next look, which may be drawn before or after this form hears of it.
    private DateTimeOffset? savedAt;

    [Parameter, EditorRequired]
    public WebhookDetail Detail { get; set; } = default!;

    [Parameter]
    public EventCallback OnSaved { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private EditWebhook Edit { get; set; } = default!;

    [Inject]
    private FindProjectNames FindProjects { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        var found = await FindProjects.RunAsync(await Current.GetAsync(), Detail.Webhook.OrganizationId);
        projects = found.Ok ? found.Value : [];
        Reset();
    }

    protected override void OnParametersSet()
    {
        ShowSaved();
        if (fields is not null && chosen != Chosen)
        {
            // Saved elsewhere, perhaps one tab further: saving this form must not take it back.
            fields.ChooseAs(Detail.Webhook);
            chosen = Chosen;
        }
    }

    private string Chosen => string.Join(',', [.. Detail.Webhook.Events, .. Detail.Webhook.ProjectIds]);

    private void ShowSaved()
    {
        if (savedAt <= Detail.Webhook.UpdatedAt)
        {
            savedAt = null;
            Reset();
        }
    }

    private void Reset() => (fields, failure, chosen) = (WebhookFields.Of(Detail), null, Chosen);

    private async Task SaveAsync()
    {
        failure = fields!.Check();
        if (failure is not null)
        {
            return;
        }

        busy = true;
        StateHasChanged();
        var result = await Edit.RunAsync(await Current.GetAsync(), Detail.Webhook.Id, fields.ToInput());
        (busy, failure) = (false, result.Failure);
        if (result.Ok)
        {
            savedAt = result.Value.Webhook.UpdatedAt;
            Toasts.Show(SubscriptionTexts.Saved);
            await OnSaved.InvokeAsync();
            ShowSaved();
        }
    }
}
