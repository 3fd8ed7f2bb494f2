using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Ui;

namespace TaskHub.Activity;

/// <summary>What others did that concerns me: given to me, naming me, or said where I watch. Opening a task reads what is told of it.</summary>
public sealed partial class InboxPage
{
    private Inbox? inbox;
    private int size = FindInbox.Size;
    private bool? shown;
    private IDisposable? subscription;

    /// <summary><c>all</c>, or what is unread.</summary>
    [SupplyParameterFromQuery]
    private string? Show { get; set; }

    [Inject]
    private FindInbox Find { get; set; } = default!;

    [Inject]
    private MarkNotifications Marks { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private LiveTopics Live { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    private bool All => Show == "all";

    public void Dispose() => subscription?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        if (await Current.FindAsync() is { } actor && RendererInfo.IsInteractive)
        {
            subscription = Live.Subscribe([Topic.Person(actor.UserId)], () => InvokeAsync(LoadAsync));
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (shown != All)
        {
            (shown, size) = (All, FindInbox.Size);
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        if (await Current.FindAsync() is { } actor)
        {
            inbox = await Find.RunAsync(actor, All, size);
            StateHasChanged();
        }
    }

    private Task MoreAsync()
    {
        size += FindInbox.Size;
        return LoadAsync();
    }

    private async Task MarkAsync(InboxRow row)
    {
        var result = await Marks.RunAsync(await Current.GetAsync(), row.Id, !row.IsRead);
        if (result.Failure is { } failure)
        {
            Toasts.Error(failure.Message);
        }

        await LoadAsync();
    }

    private async Task ReadAllAsync()
    {
        await Marks.AllAsync(await Current.GetAsync(), null);
        await LoadAsync();
    }
}
