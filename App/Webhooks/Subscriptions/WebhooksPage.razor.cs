using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Webhooks.Attempts;

namespace TaskHub.Webhooks.Subscriptions;

/// <summary>The web hooks of an organization, for its administrators, live.</summary>
public sealed partial class WebhooksPage : IDisposable
{
    /// <summary>How often the bars of the last 24 hours are drawn anew, at most: an hour does not change much in that time.</summary>
    private static readonly TimeSpan HealthPause = TimeSpan.FromSeconds(10);

    private IReadOnlyList<WebhookLine>? lines;
    private IReadOnlyDictionary<long, WebhookDay> days = new Dictionary<long, WebhookDay>();
    private ReadPause pause = default!;
    private IDisposable? subscription;
    private bool refused;
    private long? shown;

    [Parameter]
    public long OrganizationId { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private FindWebhooks Find { get; set; } = default!;

    [Inject]
    private FindHealth FindHealth { get; set; } = default!;

    [Inject]
    private LiveTopics Live { get; set; } = default!;

    [Inject]
    private IOptions<WebhookOptions> Options { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private int disableAfter => Options.Value.DisableAfter;

    public void Dispose()
    {
        subscription?.Dispose();
        pause.Dispose();
    }

    protected override void OnInitialized() => pause = new ReadPause(Clock, HealthPause, () => _ = InvokeAsync(LookAsync));

    protected override async Task OnParametersSetAsync()
    {
        if (shown != OrganizationId)
        {
            shown = OrganizationId;
            pause.Reset();
            subscription?.Dispose();
            await LoadAsync();
            subscription = RendererInfo.IsInteractive && !refused
                ? Live.Subscribe([Topic.Webhooks(OrganizationId)], () => InvokeAsync(LookAsync))
                : null;
        }
    }

    private async Task LookAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        var hooks = await Find.RunAsync(actor, OrganizationId);
        refused = !hooks.Ok;
        lines = hooks.Ok ? Trouble.First(hooks.Value) : null;
        if (hooks.Ok && pause.MayRead())
        {
            var found = await FindHealth.DaysAsync(actor, OrganizationId);
            days = found.Ok ? found.Value : days;
        }
    }
}
