using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Projects;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <summary>
/// The board. What a person does shows at once and is saved then; when saving fails it returns to where it was and the reason is told. What
/// others do shows within a moment, and their card flashes once.
/// </summary>
public sealed partial class BoardView : IAsyncDisposable
{
    private readonly Dictionary<long, int> sizes = [];
    private readonly HashSet<long> inSight = [];
    private readonly TaskDeck deck;
    private List<ShownColumn>? columns;
    private IReadOnlyList<Person>? people;
    private long me;
    private DateTimeOffset since;
    private Failure? failure;
    private ElementReference element;
    private bool gone;
    private IJSObjectReference? hands;
    private DotNetObjectReference<BoardView>? self;
    private IDisposable? subscription;
    private long watched;
    private string? shown;
    private int reads;

    public BoardView() => deck = new TaskDeck(Shown, Draw, () => LoadAsync(live: true), StateHasChanged);

    /// <summary>The project and the filter.</summary>
    [Parameter, EditorRequired]
    public ProjectAddress Address { get; set; } = default!;

    /// <summary>How many tasks pass the filter, whenever that is known anew.</summary>
    [Parameter]
    public EventCallback<int> OnCounted { get; set; }

    /// <summary>The menu of a column.</summary>
    [Parameter]
    public RenderFragment<ListRow>? ColumnMenu { get; set; }

    /// <summary>After the last column.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [CascadingParameter(Name = "Today")]
    public DateOnly Today { get; set; }

    [CascadingParameter(Name = "Clock")]
    public Func<TimeOnly>? Clock { get; set; }

    [Inject]
    private BoardVerbs Verbs { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private LiveTopics Live { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>Called by the browser when a card was dropped; answers whether it may stay.</summary>
    [JSInvokable]
    public async Task<bool> DropAsync(long task, long list, long? before)
    {
        var place = PlaceOf(task);
        if (Take(task) is not { } card || columns!.Find(c => c.Id == list) is not { } column)
        {
            await LoadAsync();
            return false;
        }

        Insert(column, before, card with { ListId = list });
        var saved = await SaveAsync(card, actor => Verbs.Move.RunAsync(actor, task, new TaskMove(list, before)));
        if (saved)
        {
            var text = list == card.ListId ? TasksText.MovedWithin(TaskKey.For(task)) : TasksText.MovedTo(TaskKey.For(task), column.Name);
            Toasts.Show(text, undo: () => MoveBackAsync(card, place));
        }

        return saved;
    }

    public async ValueTask DisposeAsync()
    {
        gone = true;
        subscription?.Dispose();
        self?.Dispose();
        await hands.StopAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        // A task that opens beside the board changes the address and nothing here.
        var wanted = (Address with { Task = null }).ToString();
        if (wanted == shown)
        {
            return;
        }

        shown = wanted;
        if (watched != Address.ProjectId)
        {
            (watched, columns, people, since) = (Address.ProjectId, null, null, Time.GetUtcNow());
            sizes.Clear();
            inSight.Clear();
            deck.Open(since);
            subscription?.Dispose();
            subscription = RendererInfo.IsInteractive ? Live.Subscribe([Topic.Project(watched)], () => InvokeAsync(HearAsync)) : null;
        }

        await LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (columns is null || self is not null)
        {
            return;
        }

        self = DotNetObjectReference.Create(this);
        var module = await Js.InvokeAsync<IJSObjectReference>("import", "./App/Tasks/BoardView.razor.js");
        if (gone)
        {
            return;
        }

        hands = await module.InvokeAsync<IJSObjectReference>("start", element, self, new
        {
            lifted = TasksText.Lifted,
            moved = TasksText.Moved,
            dropped = TasksText.Dropped,
            canceled = TasksText.Canceled,
            failed = TasksText.NotMoved,
        }, MostLines);
        await module.DisposeAsync();
    }

    private Task HearAsync() => deck.MayLook() ? LoadAsync(live: true) : Task.CompletedTask;

    private Task LoadAsync() => LoadAsync(live: false);

    private async Task LoadAsync(bool live)
    {
        var read = ++reads;
        var actor = await Current.GetAsync();
        var found = await Verbs.Find.RunAsync(actor, Address.ProjectId, Address.Filter, sizes, new BoardInSight(since, inSight));
        if (read != reads || (live && !deck.MayLook()))
        {
            return;
        }

        failure = found.Failure;
        if (found.Ok)
        {
            var before = live ? columns?.SelectMany(c => c.All).ToDictionary(c => c.Id) : null;
            columns = [.. found.Value.Columns.Select(c => new ShownColumn(c))];
            people ??= await Verbs.People.RunAsync(actor, found.Value.Head.Project.OrganizationId, Address.ProjectId);
            me = actor.UserId;
            deck.Compare(before, columns.SelectMany(c => c.All));
            await OnCounted.InvokeAsync(found.Value.Count);
        }

        StateHasChanged();
    }

    private async Task<bool> SaveAsync(TaskCardView card, Func<Actor, Task<Result<Events.TaskPayload>>> save)
    {
        var actor = await Current.GetAsync();
        var result = await deck.SaveAsync(() => save(actor), made => [made]);
        if (!result.Ok)
        {
            Toasts.Error(TasksText.Stays(TaskKey.For(card.Id), result.Failure.Message));
        }

        return result.Ok;
    }

    private async Task ToggleAsync(TaskCardView card)
    {
        if (await TurnAsync(card, !card.IsDone))
        {
            Toasts.OfferUndo(() => TurnAsync(card, card.IsDone));
        }
    }

    private Task<bool> TurnAsync(TaskCardView card, bool done)
    {
        deck.Draw([new(card.Id, new() { Status = done ? TaskState.Resolved : TaskState.Open })], []);
        return SaveAsync(card, actor => done ? Verbs.Complete.RunAsync(actor, card.Id) : Verbs.Reopen.RunAsync(actor, card.Id));
    }

    private async Task MoveBackAsync(TaskCardView card, TaskMove place)
    {
        await SaveAsync(card, actor => Verbs.Move.RunAsync(actor, card.Id, place));
        await LoadAsync();
    }

    private Task ShowMoreAsync(ShownColumn column)
    {
        sizes[column.Id] = column.Cards.Count + FindBoard.ColumnSize;
        return LoadAsync();
    }
}
