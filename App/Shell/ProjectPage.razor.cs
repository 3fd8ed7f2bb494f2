using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Ui;

namespace TaskHub;

/// <summary>A project: its board, its list or its calendar, and beside it the task that the address names.</summary>
public sealed partial class ProjectPage
{
    private static readonly (WorkView View, string Icon, string Name, string Keys)[] Views =
    [
        (WorkView.Board, "square-kanban", ShellText.Board, "g b"),
        (WorkView.List, "list", ShellText.List, "g l"),
        (WorkView.Calendar, "calendar", ShellText.Calendar, "g c"),
    ];

    private ProjectView? head;
    private ProjectAddress? address;
    private IReadOnlyList<Person> people = [];
    private int? count;
    private bool mayEdit;
    private bool mayDelete;
    private bool creating;
    private bool naming;
    private bool deleting;
    private ListRow? list;
    private int listTasks;
    private long watched;
    private IDisposable? subscription;

    [Parameter]
    public long OrganizationId { get; set; }

    [Parameter]
    public long ProjectId { get; set; }

    [SupplyParameterFromQuery]
    private string? View { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Words { get; set; }

    [SupplyParameterFromQuery]
    private string? Status { get; set; }

    [SupplyParameterFromQuery]
    private string? Assignee { get; set; }

    [SupplyParameterFromQuery]
    private string? Label { get; set; }

    [SupplyParameterFromQuery]
    private string? Due { get; set; }

    [CascadingParameter(Name = "Today")]
    public DateOnly Today { get; set; }

    [SupplyParameterFromQuery]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery]
    private string? Group { get; set; }

    [SupplyParameterFromQuery]
    private string? Columns { get; set; }

    [SupplyParameterFromQuery]
    private string? Month { get; set; }

    [SupplyParameterFromQuery]
    private string? Task { get; set; }

    [Inject]
    private ProjectPageVerbs Verbs { get; set; } = default!;

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
        address = new ProjectAddress(OrganizationId, ProjectId)
        {
            View = TaskArrangement.View(View),
            Filter = TaskFilter.From(Words, Status, Assignee, Label, Due, Today),
            Order = TaskArrangement.Order(Sort).Order,
            Reversed = TaskArrangement.Order(Sort).Reversed,
            Group = TaskArrangement.Group(Group),
            Columns = TaskArrangement.Columns(Columns),
            Month = TaskArrangement.Month(Month),
            Task = long.TryParse(Task, System.Globalization.CultureInfo.InvariantCulture, out var task) ? task : null,
        };
        if (watched == ProjectId)
        {
            return;
        }

        (watched, head, count) = (ProjectId, null, null);
        subscription?.Dispose();
        subscription = RendererInfo.IsInteractive
            ? Live.Subscribe([Topic.Project(ProjectId), Topic.Organization(OrganizationId)], () => InvokeAsync(LoadAsync))
            : null;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        if (await Current.FindAsync() is not { } actor)
        {
            return;
        }

        var found = await Verbs.Find.RunAsync(actor, ProjectId);
        if (!found.Ok || found.Value.Project.OrganizationId != OrganizationId)
        {
            Navigation.NotFound();
            return;
        }

        head = found.Value;
        people = await Verbs.People.RunAsync(actor, OrganizationId, ProjectId);
        mayEdit = actor.IsParticipant(OrganizationId);
        mayDelete = ProjectAccess.MayDelete(actor, OrganizationId, head.Project.UserId);
        StateHasChanged();
    }

    private void Counted(int tasks) => count = tasks;

    private void ListDialog(ListRow? which) => (list, naming) = (which, true);

    private async Task DeleteDialogAsync(ListRow which)
    {
        var board = await Verbs.Board.RunAsync(await Current.GetAsync(), ProjectId, new());
        listTasks = board.Ok ? board.Value.Columns.Where(c => c.Id == which.Id).Sum(c => c.Count) : 0;
        (list, deleting) = (which, true);
    }

    private async Task<Failure?> SaveListAsync(string name, int? limit)
    {
        var actor = await Current.GetAsync();
        return list is { } old
            ? (await Verbs.EditList.RunAsync(actor, old.Id, new TaskListEdit { Name = name, WipLimit = limit })).Failure
            : (await Verbs.CreateList.RunAsync(actor, new NewTaskList(ProjectId, name))).Failure;
    }

    private async Task<Failure?> DeleteListAsync(long? target) =>
        (await Verbs.DeleteList.RunAsync(await Current.GetAsync(), list!.Id, target)).Failure;

    private async Task MoveListAsync(ListRow which, int to)
    {
        var result = await Verbs.EditList.RunAsync(await Current.GetAsync(), which.Id, new TaskListEdit { Position = to });
        if (!result.Ok)
        {
            Toasts.Error(result.Failure.Message);
        }
    }
}
