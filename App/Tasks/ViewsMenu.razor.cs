using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <summary>The saved views of a project: what the address says, under a name.</summary>
public sealed partial class ViewsMenu : IDisposable
{
    private readonly string formId = ElementId.New("view");
    private IReadOnlyList<ViewRow> views = [];
    private bool saving;
    private bool shared;
    private string name = string.Empty;
    private Failure? failure;
    private long watched;
    private IDisposable? subscription;

    [Parameter, EditorRequired]
    public ProjectAddress Address { get; set; } = default!;

    [Parameter]
    public bool MayShare { get; set; }

    [Inject]
    private FindViews Find { get; set; } = default!;

    [Inject]
    private SaveView Saving { get; set; } = default!;

    [Inject]
    private DeleteView Deleting { get; set; } = default!;

    [Inject]
    private CurrentActor Reader { get; set; } = default!;

    [Inject]
    private LiveTopics Live { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    private ViewRow? Current => Query.Length == 0 ? null : views.FirstOrDefault(v => v.Query == Query);

    // Which task lies open is no part of a view.
    private string Query => QueryOf((Address with { Task = null }).ToString());

    public void Dispose() => subscription?.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        if (watched != Address.ProjectId)
        {
            watched = Address.ProjectId;
            subscription?.Dispose();
            subscription = RendererInfo.IsInteractive ? Live.Subscribe([Topic.Project(watched)], () => InvokeAsync(LoadAsync)) : null;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        if (await Reader.FindAsync() is { } actor)
        {
            views = await Find.RunAsync(actor, Address.ProjectId);
            StateHasChanged();
        }
    }

    private void Begin() => (saving, name, shared, failure) = (true, Current?.Name ?? string.Empty, Current?.Shared ?? false, null);

    private async Task SaveAsync()
    {
        var result = await Saving.RunAsync(await Reader.GetAsync(), Address.ProjectId, name, Query, shared);
        failure = result.Failure;
        if (result.Ok)
        {
            saving = false;
            await LoadAsync();
        }
    }

    private async Task DeleteAsync(ViewRow view)
    {
        var result = await Deleting.RunAsync(await Reader.GetAsync(), view.Id);
        if (result.Ok)
        {
            Toasts.Show(TasksText.ViewDeleted(view.Name), undo: async () =>
                await Saving.RunAsync(await Reader.GetAsync(), Address.ProjectId, view.Name, view.Query, view.Shared));
        }
        else
        {
            Toasts.Error(result.Failure.Message);
        }

        await LoadAsync();
    }

    private string To(ViewRow view)
    {
        var path = new ProjectAddress(Address.OrganizationId, Address.ProjectId).ToString();
        return view.Query.Length == 0 ? path : $"{path}?{view.Query}";
    }

    private static string QueryOf(string address) => address.IndexOf('?', StringComparison.Ordinal) is > 0 and var at ? address[(at + 1)..] : string.Empty;
}
