using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Projects;

namespace TaskHub.Tasks;

/// <summary>Makes a task with the fields that matter at the start; the rest is edited where it lies.</summary>
public sealed partial class NewTaskDialog
{
    private string name = string.Empty;
    private string description = string.Empty;
    private long list;
    private long? assignee;
    private DateOnly? due;
    private TimeOnly? dueTime;
    private long template;
    private IReadOnlyList<TemplateView> templates = [];
    private bool wasOpen;
    private bool saving;
    private Failure? failure;

    [Parameter]
    public bool Open { get; set; }

    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    [Parameter, EditorRequired]
    public ProjectView Head { get; set; } = default!;

    [Parameter, EditorRequired]
    public IReadOnlyList<Person> People { get; set; } = [];

    [CascadingParameter(Name = "Today")]
    public DateOnly Today { get; set; }

    private TemplateView? Chosen => templates.FirstOrDefault(t => t.Id == template);

    protected override async Task OnParametersSetAsync()
    {
        var opens = Open && !wasOpen;
        wasOpen = Open;
        if (opens)
        {
            template = 0;
            (name, description, assignee, due, dueTime, failure) = (string.Empty, string.Empty, null, null, null, null);
            list = Head.Lists.Count > 0 ? Head.Lists[0].Id : 0;
            templates = await Templates.RunAsync(await Current.GetAsync(), Head.Project.Id);
        }
    }

    private void Begin(long id)
    {
        template = id;
        if (Chosen is { } chosen)
        {
            (name, description) = (chosen.Name, chosen.Description);
            due = chosen.DueInDays is { } days ? Today.AddDays(days) : null;
        }
    }

    private async Task ForgetAsync(TemplateView which)
    {
        var result = await Forget.RunAsync(await Current.GetAsync(), which.Id);
        failure = result.Failure;
        if (result.Ok)
        {
            (template, templates) = (0, [.. templates.Where(t => t.Id != which.Id)]);
        }
    }

    private string? Error(string field) => failure?.Errors?.GetValueOrDefault(field) is { } messages ? string.Join(' ', messages) : null;

    private async Task SaveAsync()
    {
        if (saving)
        {
            return;
        }

        saving = true;
        var result = await Create.RunAsync(await Current.GetAsync(), new NewTask(Head.Project.Id, name)
        {
            Description = description,
            TaskListId = list,
            AssignedId = assignee,
            DueOn = due,
            DueTime = dueTime,
            Labels = Chosen?.Labels ?? [],
            Steps = Chosen?.Steps ?? [],
            Urgent = Chosen?.Urgent ?? false,
            Priority = Chosen?.Priority ?? 0,
        });
        saving = false;
        failure = result.Failure;
        if (result.Ok)
        {
            await OpenChanged.InvokeAsync(false);
            Toasts.Show(TasksText.Created(TaskKey.For(result.Value.Id)));
        }
    }
}
