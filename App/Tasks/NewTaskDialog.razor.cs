using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <summary>Makes a task with everything about it but its files. What was typed survives a dialog that closes by itself.</summary>
public sealed partial class NewTaskDialog
{
    private string name = string.Empty;
    private string description = string.Empty;
    private long list;
    private long? assignee;
    private DateOnly? due;
    private TimeOnly? dueTime;
    private DateOnly? start;
    private string repeat = string.Empty;
    private int priority;
    private bool urgent;
    private IReadOnlyList<string> labels = [];
    private string? said;
    private string? problem;
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
            (start, repeat, priority, urgent, labels, said, problem) = (null, string.Empty, 0, false, [], null, null);
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
            (due, dueTime) = (chosen.DueInDays is { } days ? Today.AddDays(days) : null, chosen.DueTime);
            (labels, urgent, priority) = (chosen.Labels, chosen.Urgent, chosen.Priority);
        }
    }

    // The words become the date and the time beside them, where they can be seen.
    private void Say(string? words)
    {
        (said, problem) = (words, null);
        if (DateWords.Read(words ?? string.Empty, Today) is { } day)
        {
            (due, dueTime) = (day.Day, day.Time ?? dueTime);
        }
        else if (!string.IsNullOrWhiteSpace(words))
        {
            problem = TasksText.NoDayInWords(words.Trim());
        }
    }

    private string Draft(string field) => $"new-task:{Head.Project.Id}:{field}";

    // What was typed into a dialog that closed by itself, by Esc or with the page, stands there again; not what was saved or given up.
    private async Task GiveUpAsync()
    {
        await Js.ClearDraftAsync(Draft("name"));
        await Js.ClearDraftAsync(Draft("description"));
        await OpenChanged.InvokeAsync(false);
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
            StartOn = start,
            Repeat = repeat.Length > 0 ? repeat : null,
            Labels = labels,
            Steps = Chosen?.Steps ?? [],
            Urgent = urgent,
            Priority = priority,
        });
        saving = false;
        failure = result.Failure;
        if (result.Ok)
        {
            await GiveUpAsync();
            Toasts.Show(TasksText.Created(TaskKey.For(result.Value.Id)));
        }
    }
}
