using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Ui;
using TaskHub.Webhooks.Attempts;

namespace TaskHub.Webhooks.Subscriptions;

/// <summary>One webhook: how it is doing, its deliveries, settings and secret, Live.</summary>
public sealed partial class WebhookPage : IDisposable
{
    /// <summary>How often the figures of the last 24 hours are read anew, at most.</summary>
    private static readonly TimeSpan HealthPause = TimeSpan.FromSeconds(2);

    private WebhookDetail? detail;
    private WebhookHealth health = WebhookHealth.Unknown;
    private ReadPause pause = default!;
    private AttemptView? tested;
    private ConfirmDialog confirm = default!;
    private IDisposable? subscription;
    private (long, long) shown;
    private bool refused;

    // Once opened the settings stay, out of sight, so that what is typed there outlives a look at another tab.
    private bool hasSettings;

    // The webhook is being deleted: to draw a page without it would take the dialog away while it closes.
    private bool leaving;
    private Act? busy;
    private int version;
    private DeliveryFilter filter = new();
    private string? filtered;

    private enum Act
    {
        Test,
        Enable,
    }

    [Parameter]
    public long OrganizationId { get; set; }

    [Parameter]
    public long HookId { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private WebhookActs Acts { get; set; } = default!;

    [Inject]
    private LiveTopics Live { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    // The page alone reads the address: a part of it that came to do so while the address changes would break the circuit.
    [SupplyParameterFromQuery]
    private string? Tab { get; set; }

    [SupplyParameterFromQuery]
    private string? Of { get; set; }

    [SupplyParameterFromQuery]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery]
    private string? Lang { get; set; }

    [SupplyParameterFromQuery]
    private string? Try { get; set; }

    [SupplyParameterFromQuery]
    private string? In { get; set; }

    [SupplyParameterFromQuery]
    private string? Span { get; set; }

    private HealthSpan HealthSpan => Enum.TryParse<HealthSpan>(Span, ignoreCase: true, out var span) && Enum.IsDefined(span) ? span : HealthSpan.Day;

    public void Dispose()
    {
        subscription?.Dispose();
        pause.Dispose();
    }

    protected override void OnInitialized() => pause = new ReadPause(Clock, HealthPause, () => _ = InvokeAsync(LookAsync));

    protected override async Task OnParametersSetAsync()
    {
        ReadFilter();
        hasSettings = Tab == "settings" || (hasSettings && shown == (OrganizationId, HookId));
        if (shown == (OrganizationId, HookId))
        {
            return;
        }

        shown = (OrganizationId, HookId);
        tested = null;
        pause.Reset();
        subscription?.Dispose();
        await LoadAsync();
        if (!refused && detail is null)
        {
            Navigation.NotFound();
            return;
        }

        subscription = RendererInfo.IsInteractive && detail is not null
            ? Live.Subscribe([Topic.Webhook(HookId)], () => InvokeAsync(LookAsync))
            : null;
    }

    // Read once an address: "the last 24 hours" would otherwise be another filter each time the page is drawn.
    private void ReadFilter()
    {
        var query = new Uri(Navigation.Uri).Query;
        if (query != filtered)
        {
            filtered = query;
            var parts = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query);
            filter = FilterUrl.Read(name => parts.TryGetValue(name, out var value) && value is [.., { Length: > 0 } last] ? last : null, Clock.GetUtcNow());
        }
    }

    private async Task LookAsync()
    {
        if (leaving)
        {
            return;
        }

        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        refused = !actor.Manages(OrganizationId);
        var found = refused ? null : await Acts.Find.RunAsync(actor, HookId) as Result<WebhookDetail>?;
        detail = found is { Ok: true, Value: var one } && one.Webhook.OrganizationId == OrganizationId ? one : null;
        version++;
        if (detail is not null && pause.MayRead())
        {
            var latest = await Acts.Health.RunAsync(actor, OrganizationId, HookId);
            health = latest.Ok ? latest.Value : health;
        }
    }

    private string TabUrl(string? tab) => Navigation.GetUriWithQueryParameters(
        $"{Navigation.BaseUri.TrimEnd('/')}{WebhookUrls.One(detail!.Webhook)}", new Dictionary<string, object?> { ["tab"] = tab });

    private async Task SendTestAsync()
    {
        tested = null;
        var result = await WhileBusyAsync(Act.Test, async () => await Acts.Test.RunAsync(await Current.GetAsync(), HookId));
        tested = Told(result) ? result.Value.Attempt : null;
    }

    private async Task EnableAsync()
    {
        tested = null;
        var result = await WhileBusyAsync(
            Act.Enable, async () => await Acts.Enable.RunAsync(await Current.GetAsync(), HookId, FailedTest.SavesDisabled));
        if (Told(result) && result.Value.Test is { } test)
        {
            tested = test.Ok ? null : test;
            if (test.Ok)
            {
                Toasts.Show(SubscriptionTexts.Enabled);
            }
        }

        await LookAsync();
    }

    private async Task DisableAsync()
    {
        var hook = detail!.Webhook;
        if (!await confirm.AskAsync(new(SubscriptionTexts.DisableTitle(hook), SubscriptionTexts.DisableMessage(detail.Line.Queue), SubscriptionTexts.DisableAction)))
        {
            return;
        }

        if (Told(await Acts.Disable.RunAsync(await Current.GetAsync(), HookId)))
        {
            Toasts.Show(SubscriptionTexts.DisabledNow);
        }

        await LookAsync();
    }

    private async Task CancelHeldAsync()
    {
        var held = detail!.Line.Queue.Held;
        if (await confirm.AskAsync(new(SubscriptionTexts.CancelTitle(held), SubscriptionTexts.CancelMessage, SubscriptionTexts.CancelAction, Keep: SubscriptionTexts.CancelKeep)))
        {
            var result = await Acts.CancelHeld.RunAsync(await Current.GetAsync(), HookId);
            if (Told(result))
            {
                Toasts.Show(AttemptsText.Canceled(result.Value));
            }

            await LookAsync();
        }
    }

    private async Task DeleteAsync()
    {
        var (hook, queue) = (detail!.Webhook, detail.Line.Queue);
        if (!await confirm.AskAsync(new(SubscriptionTexts.DeleteTitle(hook), SubscriptionTexts.DeleteMessage(queue), SubscriptionTexts.DeleteAction)))
        {
            return;
        }

        leaving = true;
        leaving = Told(await Acts.Delete.RunAsync(await Current.GetAsync(), HookId));
        if (leaving)
        {
            Toasts.Show(SubscriptionTexts.Deleted(hook));
            Navigation.NavigateTo(WebhookUrls.List(OrganizationId));
        }
    }

    private async Task<T> WhileBusyAsync<T>(Act act, Func<Task<T>> work)
    {
        busy = act;
        StateHasChanged();
        try
        {
            return await work();
        }
        finally
        {
            busy = null;
        }
    }

    private bool Told<T>(Result<T> result)
    {
        if (!result.Ok)
        {
            Toasts.Error(result.Failure.Message);
        }

        return result.Ok;
    }
}
