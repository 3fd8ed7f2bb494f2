using System.Globalization;
using Microsoft.AspNetCore.Components;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Ui;

namespace TaskHub.Webhooks.Catalogue;

/// <summary>The catalogue of events, and a choice of them tried on what happened lately. Choice and kind stand in the address.</summary>
public sealed partial class CatalogueView
{
    private Rehearsal? rehearsal;
    private IReadOnlyList<ProjectName> projects = [];
    private Failure? failure;
    private (string? Try, string? In, long Hook, DateTimeOffset Saved)? shown;
    private bool busy;

    [Parameter, EditorRequired]
    public WebhookDetail Detail { get; set; } = default!;

    /// <summary>The kind of event whose example is open.</summary>
    [Parameter]
    public string? Kind { get; set; }

    /// <summary>The kinds of events that are tried, with commas between them; null for the webhook's own.</summary>
    [Parameter]
    public string? Try { get; set; }

    /// <summary>The project that is tried, <c>0</c> for all; null for the webhook's own.</summary>
    [Parameter]
    public string? In { get; set; }

    /// <summary>The choice was saved.</summary>
    [Parameter]
    public EventCallback OnSaved { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private RehearseWebhook Rehearse { get; set; } = default!;

    [Inject]
    private FindProjectNames FindProjects { get; set; } = default!;

    [Inject]
    private EditWebhook Edit { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private bool IsOwn => Try is null && string.IsNullOrEmpty(In);

    private IReadOnlyList<string> Tried =>
        Try is null ? Detail.Webhook.Events : [.. Try.Split(',', StringSplitOptions.RemoveEmptyEntries).Where(EventChoice.Exists)];

    protected override async Task OnParametersSetAsync()
    {
        var asked = (Try, In, Detail.Webhook.Id, Detail.Webhook.UpdatedAt);
        if (shown == asked)
        {
            return;
        }

        shown = asked;
        var actor = await Current.GetAsync();
        var named = await FindProjects.RunAsync(actor, Detail.Webhook.OrganizationId);
        projects = named.Ok ? named.Value : [];
        var result = await Rehearse.RunAsync(actor, Detail.Webhook.Id, Tried, TriedProjects());
        (rehearsal, failure) = (result.Ok ? result.Value : null, result.Failure);
    }

    private long[]? TriedProjects() =>
        !long.TryParse(In, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? null
        : id == 0 ? []
        : [id];

    private async Task SaveAsync()
    {
        busy = true;
        var result = await Edit.RunAsync(await Current.GetAsync(), Detail.Webhook.Id, new() { Events = Try is null ? null : Tried, ProjectIds = TriedProjects() });
        busy = false;
        if (!result.Ok)
        {
            Toasts.Error(result.Failure.Message);
            return;
        }

        Toasts.Show(SubscriptionTexts.Saved);
        await OnSaved.InvokeAsync();
        Navigation.NavigateTo(Url(("try", null), ("in", null)), replace: true);
    }

    private void Toggle(string type, bool on) =>
        Go("try", string.Join(',', EventChoice.Ordered(on ? Tried.Append(type) : Tried.Where(t => t != type))), keepsEmpty: true);

    private void Go(string name, string? value, bool keepsEmpty = false) =>
        Navigation.NavigateTo(Url((name, string.IsNullOrEmpty(value) && !keepsEmpty ? null : value)), replace: true);

    private string Url(params (string Name, string? Value)[] changes)
    {
        var values = new Dictionary<string, object?> { ["tab"] = "events", ["kind"] = Kind, ["try"] = Try, ["in"] = In };
        foreach (var (name, value) in changes)
        {
            values[name] = value;
        }

        return Navigation.GetUriWithQueryParameters($"{Navigation.BaseUri.TrimEnd('/')}{WebhookUrls.One(Detail.Webhook)}", values);
    }
}
