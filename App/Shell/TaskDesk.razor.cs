using System.Globalization;
using Microsoft.AspNetCore.Components;
using TaskHub.Activity;
using TaskHub.Comments;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Ui;

namespace TaskHub;

/// <summary>
/// One task with everything about it, as a panel beside the board or as a page of its own. Each field saves by itself; what others change
/// shows within a moment, and never in a field that the person is typing in.
/// </summary>
public sealed partial class TaskDesk
{
    /// <summary>Among as many a task that has just been deleted is looked for.</summary>
    private const int LastDeleted = 200;

    private TaskSheet? sheet;
    private CommentThread thread = new([], 0);
    private IReadOnlyList<HistoryEntry> history = [];
    private Actor? reader;
    private bool mayDelete;
    private ConfirmDialog confirm = default!;
    private bool gone;
    private TrashedTask? trashed;
    private bool leaving;
    private int size = TaskHistory.Size;
    private int reads;
    private long watched;
    private IDisposable? subscription;

    [Parameter, EditorRequired]
    public long Id { get; set; }

    /// <summary>Where closing leads; without it the task is a page.</summary>
    [Parameter]
    public string? CloseHref { get; set; }

    [Inject]
    private TaskDeskVerbs Verbs { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private LiveTopics Live { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private OfferUndo Undo { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private Frame Frame { get; set; } = default!;

    [Inject]
    private PublicUrl Urls { get; set; } = default!;

    private string Address => $"/app/tasks/{Id}";

    private string Board => new ProjectAddress(sheet!.Task.OrganizationId, sheet.Task.ProjectId).ToString();

    /// <summary>The comment that the address points to: it must be among those that are shown.</summary>
    private long? CommentInAddress
    {
        get
        {
            const string prefix = "#comment-";
            var fragment = Navigation.ToAbsoluteUri(Navigation.Uri).Fragment;
            return fragment.StartsWith(prefix, StringComparison.Ordinal) && long.TryParse(fragment.AsSpan(prefix.Length), CultureInfo.InvariantCulture, out var id)
                ? id
                : null;
        }
    }

    public void Dispose() => subscription?.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        if (watched == Id)
        {
            return;
        }

        (watched, sheet, gone, trashed, size) = (Id, null, false, null, TaskHistory.Size);
        subscription?.Dispose();
        subscription = RendererInfo.IsInteractive ? Live.Subscribe([Topic.Task(Id)], () => InvokeAsync(LoadAsync)) : null;
        await LoadAsync();
        if (RendererInfo.IsInteractive && reader is not null && !gone)
        {
            await Verbs.Marks.SeenAsync(reader, Id);
        }

        if (gone && CloseHref is null)
        {
            Navigation.NotFound();
        }
    }

    private async Task LoadAsync()
    {
        var read = ++reads;
        if (leaving || await Current.FindAsync() is not { } actor)
        {
            return;
        }

        var found = await Verbs.Find.RunAsync(actor, Id);
        var (comments, entries) = found.Ok
            ? (await Verbs.Comments.RunAsync(actor, Id, size, CommentInAddress), await Verbs.History.RunAsync(actor, Id, size))
            : (thread, history);
        // Deleted while it is open: what the reader was writing stays in sight, beside the way to the trash.
        var inTrash = found.Ok || sheet is null ? null : (await Verbs.Trash.RunAsync(actor, sheet.Task.OrganizationId, LastDeleted)) is { Ok: true } trash ? trash.Value.Tasks.FirstOrDefault(t => t.Id == Id) : null;
        if (read != reads)
        {
            return;
        }

        (reader, gone, trashed, thread, history) = (actor, !found.Ok, inTrash, comments, entries);
        if (found.Ok)
        {
            sheet = found.Value;
            mayDelete = TaskAccess.MayDelete(actor, sheet.Task.OrganizationId, sheet.Task.Author?.Id ?? 0);
            Frame.Show(sheet.Task.OrganizationId);
        }

        StateHasChanged();
    }

    private async Task<Failure?> SaveAsync(TaskEdit edit, Func<TaskView, object?> field)
    {
        var result = await Verbs.EditField.RunAsync(await Current.GetAsync(), sheet!.Task, edit, field);
        if (result.Ok)
        {
            Undo.Show(result.Value.Back);
        }

        await LoadAsync();
        if (result.Failure is { Errors: null } failure)
        {
            Toasts.Error(failure.Message);
        }

        return result.Failure;
    }

    private async Task ToggleAsync()
    {
        var open = sheet!.Steps.Count(s => !s.Resolved);
        if (!sheet.Task.IsDone && open > 0 && !await confirm.AskAsync(new(ShellText.StepsOpen(open), ShellText.StepsOpenText, ShellText.CompleteAnyway, Danger: false)))
        {
            return;
        }

        var (id, done) = (Id, sheet.Task.IsDone);
        if (await TurnAsync(id, !done))
        {
            Toasts.OfferUndo(() => TurnAsync(id, done));
        }

        await LoadAsync();
    }

    private async Task<bool> TurnAsync(long id, bool done)
    {
        var actor = await Current.GetAsync();
        var result = done ? await Verbs.Complete.RunAsync(actor, id) : await Verbs.Reopen.RunAsync(actor, id);
        if (!result.Ok)
        {
            Toasts.Error(result.Failure.Message);
        }

        return result.Ok;
    }

    private async Task SaveTemplateAsync()
    {
        var result = await Verbs.SaveTemplate.RunAsync(await Current.GetAsync(), Id);
        if (result.Ok)
        {
            Toasts.Show(ShellText.TemplateSaved);
        }
        else
        {
            Toasts.Error(result.Failure.Message);
        }
    }

    private async Task WatchAsync(Attention attention)
    {
        var result = await Verbs.Watch.RunAsync(await Current.GetAsync(), Id, attention);
        if (!result.Ok)
        {
            Toasts.Error(result.Failure.Message);
        }

        await LoadAsync();
    }

    private async Task DeleteAsync()
    {
        leaving = true;
        var result = await Verbs.Delete.RunAsync(await Current.GetAsync(), Id);
        leaving = result.Ok;
        if (result.Ok)
        {
            var id = Id;
            Toasts.Show(ShellText.Deleted(TaskKey.For(id)), undo: () => RestoreAsync(id));
            Navigation.NavigateTo(CloseHref ?? Board);
        }
        else
        {
            Toasts.Error(result.Failure.Message);
        }
    }

    /// <summary>Runs when this desk has long been closed: it may touch nothing of it.</summary>
    private async Task RestoreAsync(long id)
    {
        var result = await Verbs.Restore.RunAsync(await Current.GetAsync(), id);
        if (result.Ok)
        {
            Toasts.Show(ShellText.Restored(TaskKey.For(id)));
        }
        else
        {
            Toasts.Error(result.Failure.Message);
        }
    }

    private Task EarlierAsync()
    {
        size += TaskHistory.Size;
        return LoadAsync();
    }

    private string? StepChanger(long step) => history.FirstOrDefault(e => e.Changes.Any(c => ChangeWords.NamesStep(c, step)))?.By.Name;

    private string? Changer(string field) => history.FirstOrDefault(e => e.Changes.Any(c => c.Field == field))?.By.Name;
}
