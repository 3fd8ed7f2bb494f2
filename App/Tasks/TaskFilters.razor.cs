using System.Globalization;
using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Live;

namespace TaskHub.Tasks;

/// <summary>The search box and the two menus of a project; what they choose stands in the address.</summary>
public sealed partial class TaskFilters : IDisposable
{
    private static readonly string[] Dues = ["overdue", "today", "week", "none"];
    private static readonly string[] Statuses = ["active", "done", .. TaskWords.States.Select(s => s.ToApi())];

    private IReadOnlyList<string> labels = [];
    private long labelsOf;
    private IDisposable? subscription;

    [Parameter, EditorRequired]
    public ProjectAddress Address { get; set; } = default!;

    [Parameter, EditorRequired]
    public IReadOnlyList<Person> People { get; set; } = [];

    [CascadingParameter]
    public LabelColors? Colors { get; set; }

    [Inject]
    private FindLabels Find { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private LiveTopics Live { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private IReadOnlyList<string> Assignees => ["me", "none", .. People.Select(p => p.Id.ToString(CultureInfo.InvariantCulture))];

    public void Dispose() => subscription?.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        if (labelsOf != Address.ProjectId)
        {
            labelsOf = Address.ProjectId;
            subscription?.Dispose();
            subscription = RendererInfo.IsInteractive ? Live.Subscribe([Topic.Labels(labelsOf)], () => InvokeAsync(LoadAsync)) : null;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        if (await Current.FindAsync() is { } actor)
        {
            labels = await Find.RunAsync(actor, Address.ProjectId);
            StateHasChanged();
        }
    }

    private void Search(string words) => Navigation.NavigateTo(With(Address.Filter with { Text = words }), replace: true);

    private string With(TaskFilter filter) => (Address with { Filter = filter }).ToString();

    private IReadOnlyList<string> LabelChoices => [.. TaskFilter.Values(Address.Filter.Label).Union(labels)];

    private static string DueName(string due) => due switch
    {
        "overdue" => TasksText.Overdue,
        "today" => TasksText.DueToday,
        "week" => TasksText.DueWeek,
        _ => TasksText.NoDate,
    };

    private static string StatusName(string status) => status switch
    {
        "active" => TasksText.Active,
        "done" => TasksText.Done,
        _ => TaskWords.SayState(status),
    };

    private string PersonName(string assignee) => assignee switch
    {
        "me" => TasksText.Me,
        "none" => TasksText.Nobody,
        _ => People.Where(p => p.Id.ToString(CultureInfo.InvariantCulture) == assignee).Select(p => p.Name).FirstOrDefault(TasksText.Someone),
    };
}
