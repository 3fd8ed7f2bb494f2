using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using TaskHub.Identity;
using TaskHub.Live;

namespace TaskHub;

/// <summary>
/// The frame around every page. Which organization it shows stands in the address, else the page says it, else it is the one that was open
/// last, which a cookie remembers.
/// </summary>
public sealed partial class MainLayout : IAsyncDisposable
{
    private const string OrganizationCookie = "taskhub_organization";
    private const string ZoneCookie = "taskhub_zone";

    private Func<TimeOnly> clock = default!;
    private FrameView? view;
    private IDisposable? subscription;
    private string watched = string.Empty;
    private IJSObjectReference? module;
    private long? written;

    /// <summary>Survives from the prerendering, which sees cookies, to the circuit, which does not.</summary>
    [PersistentState]
    public long? Remembered { get; set; }

    /// <inheritdoc cref="Remembered"/>
    [PersistentState]
    public string? Zone { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private FindFrame Find { get; set; } = default!;

    [Inject]
    private KeepZone Keep { get; set; } = default!;

    [Inject]
    private Frame Frame { get; set; } = default!;

    [Inject]
    private LiveTopics Live { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private TimeZoneInfo ZoneInfo => Zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var found) ? found : TimeZoneInfo.Utc;

    /// <summary>What the clock and the calendar show where the reader is.</summary>
    private DateTime Here => TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), ZoneInfo).DateTime;

    private DateOnly Today => DateOnly.FromDateTime(Here);

    public async ValueTask DisposeAsync()
    {
        subscription?.Dispose();
        Frame.Changed -= Look;
        Navigation.LocationChanged -= Moved;
        try
        {
            if (module is not null)
            {
                await module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its module with it.
        }
    }

    protected override async Task OnInitializedAsync()
    {
        clock = () => TimeOnly.FromDateTime(Here);
        if (!RendererInfo.IsInteractive)
        {
            Zone = Frame.Cookie(ZoneCookie);
            Remembered = long.TryParse(Frame.Cookie(OrganizationCookie), CultureInfo.InvariantCulture, out var id) ? id : null;
        }

        Frame.Changed += Look;
        Navigation.LocationChanged += Moved;
        await LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (firstRender)
            {
                module = await Js.InvokeAsync<IJSObjectReference>("import", "./App/Shell/MainLayout.razor.js");
                var zone = await module.InvokeAsync<string?>("zone", ZoneCookie);
                if (zone is not null && zone != Zone)
                {
                    Zone = zone;
                    StateHasChanged();
                }

                if (zone is not null && view is not null)
                {
                    await Keep.RunAsync(view.Person, zone);
                }
            }

            if (module is not null && view?.Current is { } current && current.Id != written)
            {
                written = current.Id;
                await module.InvokeVoidAsync("remember", OrganizationCookie, current.Id);
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone: there is nothing left to remember for it.
        }
    }

    private void Look() => _ = InvokeAsync(LoadAsync);

    private void Moved(object? sender, LocationChangedEventArgs e) => Look();

    private async Task LoadAsync()
    {
        if (await Current.FindAsync() is not { } actor)
        {
            view = null;
            return;
        }

        view = await Find.RunAsync(actor, [OfAddress(), Frame.Organization, view?.Current?.Id, Remembered]);
        Watch(actor);
        StateHasChanged();
    }

    private void Watch(Actor actor)
    {
        var topics = view?.Current is { } current ? [Topic.Person(actor.UserId), Topic.Organization(current.Id)] : new[] { Topic.Person(actor.UserId) };
        var wanted = string.Join(' ', topics);
        if (RendererInfo.IsInteractive && wanted != watched)
        {
            subscription?.Dispose();
            subscription = Live.Subscribe(topics, () => InvokeAsync(LoadAsync));
            watched = wanted;
        }
    }

    private long? OfAddress()
    {
        var match = OrganizationInAddress().Match("/" + Navigation.ToBaseRelativePath(Navigation.Uri));
        return match.Success && long.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
    }

    [GeneratedRegex(@"^/app/organization/(\d+)", RegexOptions.NonBacktracking)]
    private static partial Regex OrganizationInAddress();
}
