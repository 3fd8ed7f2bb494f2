using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Ui;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks.Attempts;

/// <summary>One delivery with its attempts, live. Without a chosen attempt it shows the newest.</summary>
public sealed partial class DeliveryPage : IDisposable
{
    private DeliveryView? delivery;
    private WebhookView? hook;
    private AttemptView? chosen;
    private IDisposable? subscription;
    private (long, long, string) shown;
    private ConfirmDialog confirm = default!;
    private bool refused;
    private int version;

    [Parameter]
    public long OrganizationId { get; set; }

    [Parameter]
    public long HookId { get; set; }

    [Parameter]
    public string DeliveryId { get; set; } = "";

    [SupplyParameterFromQuery]
    private string? Attempt { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private FindDelivery Find { get; set; } = default!;

    [Inject]
    private FindWebhook FindHook { get; set; } = default!;

    [Inject]
    private RedeliverDelivery Redeliver { get; set; } = default!;

    [Inject]
    private ExpungeDelivery Expunge { get; set; } = default!;

    [Inject]
    private CancelDelivery Cancel { get; set; } = default!;

    [Inject]
    private LiveTopics Live { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    private string? WhyNotAgain =>
        delivery!.ExpungedAt is not null ? AttemptsText.ExpungedStays
        : hook!.Status == WebhookStatus.Disabled ? SubscriptionTexts.NotWhileDisabled
        : null;

    public void Dispose() => subscription?.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        if (shown != (OrganizationId, HookId, DeliveryId))
        {
            shown = (OrganizationId, HookId, DeliveryId);
            subscription?.Dispose();
            await LoadAsync();
            subscription = RendererInfo.IsInteractive && delivery is not null
                ? Live.Subscribe([Topic.Webhook(HookId)], () => InvokeAsync(LookAsync))
                : null;
        }

        Choose();
    }

    private async Task LookAsync()
    {
        await LoadAsync();
        Choose();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        refused = !actor.Manages(OrganizationId);
        version++;
        var (one, detail) = (await Find.RunAsync(actor, DeliveryId), await FindHook.RunAsync(actor, HookId));
        delivery = one is { Ok: true, Value: var d } && d.WebHookId == HookId ? d : null;
        hook = detail is { Ok: true, Value.Webhook: var h } && h.OrganizationId == OrganizationId ? h : null;
    }

    private void Choose() => chosen = delivery?.Attempts.FirstOrDefault(a => a.Number == QueryNumber.Of(Attempt)) ?? (delivery is { Attempts: [.., var newest] } ? newest : null);

    private async Task RedeliverAsync()
    {
        Told(await Redeliver.RunAsync(await Current.GetAsync(), DeliveryId));
        await LookAsync();
    }

    private async Task CancelAsync()
    {
        if (await confirm.AskAsync(new(AttemptsText.CancelTitle, AttemptsText.CancelMessage, AttemptsText.CancelAction, Keep: AttemptsText.CancelKeep)))
        {
            if (Told(await Cancel.RunAsync(await Current.GetAsync(), DeliveryId)))
            {
                Toasts.Show(AttemptsText.CancelDone);
            }

            await LookAsync();
        }
    }

    private async Task ExpungeAsync()
    {
        if (await confirm.AskAsync(new(AttemptsText.ExpungeTitle(delivery!), AttemptsText.ExpungeMessage(delivery!), AttemptsText.ExpungeAction)))
        {
            if (Told(await Expunge.RunAsync(await Current.GetAsync(), DeliveryId)))
            {
                Toasts.Show(AttemptsText.ExpungeDone);
            }

            await LookAsync();
        }
    }

    private bool Told(Result<DeliveryView> result)
    {
        if (!result.Ok)
        {
            Toasts.Error(result.Failure.Message);
        }

        return result.Ok;
    }
}
