using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <summary>The trash of an organization, live; what is in it can be restored for thirty days.</summary>
public sealed partial class TrashPage
{
    private const int Size = 100;

    private readonly HashSet<TrashedTask> restored = [];
    private Trash? trash;
    private Failure? failure;
    private Actor? reader;
    private int size = Size;
    private long? watched;
    private IDisposable? subscription;

    [Parameter]
    public long OrganizationId { get; set; }

    [Inject]
    private FindTrash Find { get; set; } = default!;

    [Inject]
    private RestoreTask Restore { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private LiveTopics Live { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    public void Dispose() => subscription?.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        if (watched != OrganizationId)
        {
            (watched, size, trash) = (OrganizationId, Size, null);
            subscription?.Dispose();
            subscription = RendererInfo.IsInteractive ? Live.Subscribe([Topic.Organization(OrganizationId)], () => InvokeAsync(LoadAsync)) : null;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        if (await Current.FindAsync() is not { } actor)
        {
            return;
        }

        var found = await Find.RunAsync(actor, OrganizationId, size);
        if (found.Failure is { Kind: FailureKind.NotFound })
        {
            Navigation.NotFound();
            return;
        }

        (reader, failure, trash) = (actor, found.Failure, found.Ok ? found.Value : trash);
        StateHasChanged();
    }

    private bool MayRestore(TrashedTask task) => reader is not null && TaskAccess.MayDelete(reader, OrganizationId, task.AuthorId);

    private async Task RestoreAsync(TrashedTask task)
    {
        // A double click is one wish; the same task that is deleted again is another.
        if (!restored.Add(task))
        {
            return;
        }

        var result = await Restore.RunAsync(await Current.GetAsync(), task.Id);
        if (result.Ok)
        {
            Toasts.Show(TasksText.Restored(TaskKey.For(task.Id), task.Project));
        }
        else
        {
            restored.Remove(task);
            Toasts.Error(result.Failure.Message);
        }

        await LoadAsync();
    }

    private Task ShowMoreAsync()
    {
        size += Size;
        return LoadAsync();
    }
}
