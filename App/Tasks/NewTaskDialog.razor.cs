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

    protected override void OnParametersSet()
    {
        if (Open && !wasOpen)
        {
            (name, description, assignee, due, failure) = (string.Empty, string.Empty, null, null, null);
            list = Head.Lists.Count > 0 ? Head.Lists[0].Id : 0;
        }

        wasOpen = Open;
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
