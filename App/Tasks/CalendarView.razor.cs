using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <summary>A month of a project: each task on the day on which it is due, and dragged to another day it is due then.</summary>
public sealed partial class CalendarView : IAsyncDisposable
{
    /// <summary>How many tasks a day shows until more are asked for.</summary>
    private const int Room = 4;

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;
    private readonly HashSet<DateOnly> open = [];
    private readonly TaskDeck deck;
    private CalendarTasks? found;
    private ElementReference element;
    private bool gone;
    private IJSObjectReference? hands;
    private DotNetObjectReference<CalendarView>? self;
    private IDisposable? subscription;
    private long watched;
    private string? shown;
    private int reads;

    public CalendarView() => deck = new TaskDeck(Shown, Draw, () => LoadAsync(live: true), StateHasChanged);

    [Parameter, EditorRequired]
    public ProjectAddress Address { get; set; } = default!;

    /// <inheritdoc cref="BoardView.OnCounted"/>
    [Parameter]
    public EventCallback<int> OnCounted { get; set; }

    [CascadingParameter(Name = "Today")]
    public DateOnly Today { get; set; }

    [CascadingParameter(Name = "Clock")]
    public Func<TimeOnly>? Clock { get; set; }

    [Inject]
    private FindCalendar Find { get; set; } = default!;

    [Inject]
    private EditTasks Edit { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private LiveTopics Live { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private OfferUndo Undo { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private DateOnly Month => Address.Month ?? new DateOnly(Today.Year, Today.Month, 1);

    /// <summary>The Monday of the first week.</summary>
    private DateOnly First => Month.AddDays(-(((int)Month.DayOfWeek + 6) % 7));

    /// <summary>The Sunday of the last week.</summary>
    private DateOnly Last
    {
        get
        {
            var end = Month.AddMonths(1).AddDays(-1);
            return end.AddDays((7 - (int)end.DayOfWeek) % 7);
        }
    }

    /// <summary>Called by the browser when a task was dropped on a day; answers whether it may stay.</summary>
    [JSInvokable]
    public async Task<bool> DropAsync(long task, string day)
    {
        if (Shown(task) is not { } card || !DateOnly.TryParseExact(day, "yyyy-MM-dd", Culture, DateTimeStyles.None, out var due))
        {
            return false;
        }

        var actor = await Current.GetAsync();
        List<OneEdit> edits = [new(task, new() { DueOn = due })];
        deck.Draw(edits, []);
        var result = await deck.SaveAsync(() => Edit.RunAsync(actor, edits), r => r.Tasks);
        if (!result.Ok)
        {
            Toasts.Error(TasksText.Stays(TaskKey.For(task), result.Failure.Message));
        }
        else
        {
            Undo.Show(result.Value.Back, TasksText.DueThen(TaskKey.For(task), TaskWords.Day(due, Today)));
        }

        return result.Ok;
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
        var wanted = (Address with { Task = null, Month = Month }).ToString();
        if (wanted == shown)
        {
            return;
        }

        shown = wanted;
        if (watched != Address.ProjectId)
        {
            (watched, found) = (Address.ProjectId, null);
            deck.Open(Time.GetUtcNow());
            subscription?.Dispose();
            subscription = RendererInfo.IsInteractive
                ? Live.Subscribe([Topic.Project(watched)], () => InvokeAsync(() => deck.MayLook() ? LoadAsync(live: true) : Task.CompletedTask))
                : null;
        }

        await LoadAsync(live: false);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (found is null || self is not null)
        {
            return;
        }

        self = DotNetObjectReference.Create(this);
        var module = await Js.InvokeAsync<IJSObjectReference>("import", "./App/Tasks/CalendarView.razor.js");
        if (gone)
        {
            return;
        }

        hands = await module.InvokeAsync<IJSObjectReference>("start", element, self, new
        {
            lifted = TasksText.LiftedDay,
            dropped = TasksText.DroppedDay,
            canceled = TasksText.Canceled,
            failed = TasksText.NotMoved,
        });
        await module.DisposeAsync();
    }

    private async Task LoadAsync(bool live)
    {
        var read = ++reads;
        var now = await Find.RunAsync(await Current.GetAsync(), Address.ProjectId, Address.Filter, First, Last);
        if (read != reads || (live && !deck.MayLook()))
        {
            return;
        }

        deck.Compare(live ? found?.Tasks.ToDictionary(t => t.Id) : null, now.Tasks);
        found = now;
        await OnCounted.InvokeAsync(now.Count);
        StateHasChanged();
    }

    private TaskCardView? Shown(long id) => found?.Tasks.FirstOrDefault(t => t.Id == id);

    private void Draw(TaskCardView card, TaskEdit? edit) => found = found! with
    {
        Tasks = edit is null ? [.. found.Tasks.Where(t => t.Id != card.Id)] : [.. found.Tasks.Select(t => t.Id == card.Id ? card : t)],
    };

    private string To(DateOnly? month) => (Address with { Month = month, Task = null }).ToString();
}
