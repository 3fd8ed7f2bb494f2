using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Ui;

namespace TaskHub.Webhooks.Subscriptions;

/// <summary>The signing secret of a webhook: a new one, shown once; when those before it end, and their end now.</summary>
public sealed partial class WebhookSecret
{
    private static readonly int[] Overlaps = [0, 1, RotateSecret.OverlapHours, 72, RotateSecret.MostOverlapHours];
    private ConfirmDialog confirm = default!;
    private int overlap = RotateSecret.OverlapHours;
    private string? secret;

    [Parameter, EditorRequired]
    public WebhookDetail Detail { get; set; } = default!;

    /// <summary>The language of the code, as the address has it.</summary>
    [Parameter]
    public string? Language { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private RotateSecret Rotate { get; set; } = default!;

    [Inject]
    private ExpireSecret Expire { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <summary>What was chosen before the person had to prove who they are: whoever ends a secret at once must not come back to a day.</summary>
    [SupplyParameterFromQuery(Name = "overlap")]
    private string? Chosen { get; set; }

    protected override void OnInitialized() => overlap = Overlaps.Where(hours => hours == QueryNumber.Of(Chosen)).DefaultIfEmpty(overlap).First();

    private void AskForProof() => Navigation.AskForProof(Navigation.GetUriWithQueryParameter("overlap", overlap));

    private async Task RotateAsync()
    {
        if ((await Current.GetAsync()).IsWanted(Clock.GetUtcNow()))
        {
            AskForProof();
            return;
        }

        if (await confirm.AskAsync(new(SubscriptionTexts.RotateTitle, SubscriptionTexts.RotateMessage(overlap), SubscriptionTexts.RotateAction, Danger: false)))
        {
            var result = await Rotate.RunAsync(await Current.GetAsync(), Detail.Webhook.Id, overlap);
            secret = Told(result) ? result.Value.Secret : null;
        }
    }

    private async Task ExpireAsync()
    {
        if (await confirm.AskAsync(new(SubscriptionTexts.ExpireTitle, SubscriptionTexts.ExpireMessage, SubscriptionTexts.ExpireAction))
            && Told(await Expire.RunAsync(await Current.GetAsync(), Detail.Webhook.Id)))
        {
            Toasts.Show(SubscriptionTexts.Expired);
        }
    }

    private bool Told(Result<WebhookView> result)
    {
        if (result.Failure?.Kind == FailureKind.Unproved)
        {
            AskForProof();
        }
        else if (!result.Ok)
        {
            Toasts.Error(result.Failure.Message);
        }

        return result.Ok;
    }
}
