using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <summary>
/// What a person does to the tasks of a view, whichever it is: picks them, and edits a field of one, or of all that are picked, where it
/// stands. There is one editor for the page, which opens at the field: it is never drawn anew when the task is, so nothing typed is lost.
/// </summary>
public sealed partial class TaskHands : IAsyncDisposable
{
    private TaskField? kind;
    private IReadOnlyList<long> ids = [];
    private TaskSheet? sheet;
    private IReadOnlyList<ProjectRow> projects = [];
    private string? problem;
    private long me;
    private int opened;
    private long managing;
    private ElementReference list;
    private bool gone;
    private IJSObjectReference? hands;
    private DotNetObjectReference<TaskHands>? self;

    [Parameter, EditorRequired]
    public TaskDeck Deck { get; set; } = default!;

    [CascadingParameter(Name = "Today")]
    public DateOnly Today { get; set; }

    [CascadingParameter(Name = "Clock")]
    public Func<TimeOnly>? Clock { get; set; }

    [Inject]
    private TaskHandsVerbs Verbs { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private OfferUndo Undo { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private bool One => ids.Count == 1;

    private string Label => kind is null ? TasksText.Edit : One ? $"{kind.Text}, {TaskKey.For(ids[0])}" : $"{kind.Text}, {TasksText.Picked(ids.Count)}";

    private IReadOnlyList<Person> People => [.. sheet!.People.OrderBy(p => p.Id != me)];

    /// <summary>The labels that all of the tasks have.</summary>
    private IReadOnlyList<string> Common => One
        ? sheet!.Task.Labels
        : [.. ids.Select(Deck.Find).OfType<TaskCardView>().Select(c => c.Labels).Aggregate((some, more) => [.. some.Intersect(more, StringComparer.OrdinalIgnoreCase)])];

    /// <summary>Called by the browser before the editor opens; answers whether there is anything to edit.</summary>
    [JSInvokable]
    public async Task<bool> EditAsync(long[]? tasks, string name)
    {
        var wanted = tasks ?? [.. Deck.Picked];
        if (wanted.Length == 0 || TaskFields.Find(name) is not { } found)
        {
            return false;
        }

        if (name == TaskFields.List && wanted.Select(Deck.Find).OfType<TaskCardView>().Select(c => c.ProjectId).Distinct().Count() > 1)
        {
            Toasts.Error(TasksText.SeveralProjects);
            return false;
        }

        var actor = await Current.GetAsync();
        var first = await Verbs.Find.RunAsync(actor, wanted[0]);
        if (!first.Ok)
        {
            Toasts.Error(first.Failure.Message);
            return false;
        }

        (kind, ids, sheet, problem, me, opened) = (found, wanted, first.Value, null, actor.UserId, opened + 1);
        if (name == TaskFields.Title && await Js.DraftAsync(TaskDrafts.Title(sheet.Task.Id)) is { Base: { } began } && began != TaskDrafts.Mark(sheet.Task.Name))
        {
            problem = TasksText.TitleMeanwhile(sheet.Task.Name);
        }

        if (name == TaskFields.Project && await Verbs.Projects.RunAsync(actor, sheet.Task.OrganizationId) is { Ok: true } all)
        {
            projects = [.. all.Value.Where(p => !p.Archived)];
        }

        StateHasChanged();
        return true;
    }

    /// <summary>Called by the browser with what was written into a field; answers whether it is saved.</summary>
    [JSInvokable]
    public async Task<bool> EnterAsync(string text)
    {
        problem = null;
        var edit = kind?.Name switch
        {
            TaskFields.Title => new TaskEdit { Name = text.ReplaceLineEndings(" ").Trim() },
            // No day was picked in the calendar.
            TaskFields.Due when text.Length == 0 => new TaskEdit { DueOn = (DateOnly?)null },
            TaskFields.Due when DateWords.Read(text, Today, Clock) is { } said => said.Edit(),
            _ => null,
        };
        problem = edit is null ? TasksText.NoSuchDay : (await ApplyAsync(_ => edit))?.Message;
        if (problem is null && kind?.Name == TaskFields.Title)
        {
            await Js.ClearDraftAsync(TaskDrafts.Title(sheet!.Task.Id));
        }

        StateHasChanged();
        return problem is null;
    }

    [JSInvokable]
    public void Pick(long[] tasks, bool on) => Deck.Pick(tasks, on);

    [JSInvokable]
    public void PickNone() => Deck.PickNone();

    /// <summary>Completes what is open among the tasks; when all are done, reopens them.</summary>
    [JSInvokable]
    public Task ToggleAsync()
    {
        ids = [.. Deck.Picked];
        kind = TaskFields.Find(TaskFields.Status);
        var done = ids.Select(Deck.Find).OfType<TaskCardView>().All(c => c.IsDone);
        return ApplyAsync(card => done ? new() { Status = TaskState.Open } : card.IsDone ? new() : new() { Status = TaskState.Resolved });
    }

    /// <param name="tasks">Null for those that are picked.</param>
    [JSInvokable]
    public async Task DeleteAsync(long[]? tasks)
    {
        long[] doomed = tasks ?? [.. Deck.Picked];
        if (doomed.Length == 0)
        {
            return;
        }

        var actor = await Current.GetAsync();
        Deck.Hide(doomed);
        var result = await Deck.SaveAsync(() => Verbs.Delete.RunAsync(actor, doomed), _ => []);
        if (result.Ok)
        {
            Deck.PickNone();
            Toasts.Show(TasksText.InTrash(doomed), undo: async () => Tell((await Verbs.Restore.RunAsync(await Current.GetAsync(), doomed)).Failure));
        }

        Tell(result.Failure);
    }

    public async ValueTask DisposeAsync()
    {
        gone = true;
        self?.Dispose();
        await hands.StopAsync();
    }

    protected override void OnInitialized() => Deck.PickedChanged = StateHasChanged;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            var module = await Js.InvokeAsync<IJSObjectReference>("import", "./App/Tasks/TaskHands.razor.js");
            if (gone)
            {
                return;
            }

            hands = await module.InvokeAsync<IJSObjectReference>("start", list, self);
            await module.DisposeAsync();
        }
    }

    private Task LabelAsync(IReadOnlyList<string> labels)
    {
        var (added, removed) = (labels.Except(Common).ToList(), Common.Except(labels).ToList());
        return ApplyAsync(card => new()
        {
            Labels = Given.Of<IReadOnlyList<string>>(
                [.. card.Labels.Except(removed, StringComparer.OrdinalIgnoreCase).Union(added, StringComparer.OrdinalIgnoreCase)]),
        });
    }

    /// <summary>Draws the change of each task at once, and saves them together.</summary>
    private async Task<Failure?> ApplyAsync(Func<TaskCardView, TaskEdit> change)
    {
        var (actor, what, seen) = (await Current.GetAsync(), kind!, sheet);
        List<OneEdit> edits = [.. ids.Select(Deck.Find).OfType<TaskCardView>().Select(card => new OneEdit(card.Id, change(card)))];
        Deck.Draw(edits, sheet?.People ?? []);
        if (what.Name == TaskFields.Project)
        {
            Deck.Hide(edits.Where(e => e.Edit.ProjectId.Value != seen!.Task.ProjectId).Select(e => e.Id));
        }

        var several = edits.Count > 1 || what.Name is TaskFields.List or TaskFields.Project or TaskFields.Task;
        var result = await Deck.SaveAsync(() => several ? Verbs.Edit.RunAsync(actor, edits) : Verbs.EditField.RunAsync(actor, seen!.Task, edits[0].Edit, TaskFields.ValueOf(what.Name)), r => r.Tasks);
        if (result.Ok)
        {
            var back = result.Value.Back;
            Undo.Show(back, several ? Done(edits[0].Edit, [.. back.Select(b => b.Id)]) : null);
        }

        if (result.Ok && what.Name == TaskFields.Labels && (await Verbs.Find.RunAsync(actor, ids[0])) is { Ok: true } now)
        {
            sheet = now.Value;
        }

        if (result.Failure is not null && !what.IsText)
        {
            Tell(result.Failure);
        }

        return result.Failure;
    }

    /// <summary>What was done: of a move, where to.</summary>
    private string Done(TaskEdit edit, IReadOnlyList<long> changed)
    {
        var place = edit.ProjectId is { IsGiven: true, Value: var project } ? projects.FirstOrDefault(p => p.Id == project)?.Name
            : edit.TaskListId is { IsGiven: true, Value: var to } ? sheet!.Head.Lists.FirstOrDefault(l => l.Id == to)?.Name
            : null;
        return place is null ? TasksText.Changed(changed) : TasksText.MovedTo(changed, place);
    }

    private void Tell(Failure? failure)
    {
        if (failure is not null)
        {
            Toasts.Error(TasksText.NotSaved(failure.Message));
        }
    }
}
