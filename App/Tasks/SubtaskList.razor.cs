using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using TaskHub.Identity;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <summary>The steps of a task: Enter adds the next, Alt and an arrow moves one, and each can become a task of its own.</summary>
public sealed partial class SubtaskList
{
    [Parameter, EditorRequired]
    public TaskView Task { get; set; } = default!;

    [Parameter, EditorRequired]
    public IReadOnlyList<StepView> Steps { get; set; } = [];

    /// <summary>Who named a subtask last.</summary>
    [Parameter]
    public Func<long, string?>? ChangedBy { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    private CreateSubtask Create { get; set; } = default!;

    [Inject]
    private EditSubtask Edit { get; set; } = default!;

    [Inject]
    private DeleteSubtask Delete { get; set; } = default!;

    [Inject]
    private CreateTask Making { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private int Done => Steps.Count(s => s.Resolved);

    private async Task AddAsync(ChangeEventArgs typed)
    {
        if (typed.Value is string name && !string.IsNullOrWhiteSpace(name))
        {
            var made = await Create.RunAsync(await Current.GetAsync(), new NewSubtask(Task.Id, name));
            if (made.Ok)
            {
                await Js.ClearDraftAsync(TaskDrafts.NextStep(Task.Id), sent: name);
            }

            await TellAsync(made.Failure);
        }
    }

    private async Task<bool> EditAsync(StepView step, SubtaskEdit edit)
    {
        var result = await Edit.RunAsync(await Current.GetAsync(), step.Id, edit);
        await TellAsync(result.Failure);
        return result.Ok;
    }

    private Task<bool> RenameAsync(StepView step, string name) => name.Length == 0 ? DeleteAsync(step) : EditAsync(step, new() { Name = name });

    private Task KeyAsync(KeyboardEventArgs key, StepView step, int at) => key switch
    {
        { AltKey: true, Key: "ArrowUp" } when at > 0 => EditAsync(step, new() { Position = at }),
        { AltKey: true, Key: "ArrowDown" } when at < Steps.Count - 1 => EditAsync(step, new() { Position = at + 2 }),
        _ => System.Threading.Tasks.Task.CompletedTask,
    };

    private async Task<bool> DeleteAsync(StepView step)
    {
        var actor = await Current.GetAsync();
        var position = Steps.ToList().FindIndex(s => s.Id == step.Id) + 1;
        var result = await Delete.RunAsync(actor, step.Id);
        if (result.Ok)
        {
            Toasts.Show(TasksText.SubtaskDeleted(step.Name), undo: async () =>
                await Create.RunAsync(await Current.GetAsync(), new NewSubtask(Task.Id, step.Name) { Resolved = step.Resolved, Position = position }));
        }

        await TellAsync(result.Failure);
        return result.Ok;
    }

    private async Task ConvertAsync(StepView step)
    {
        var actor = await Current.GetAsync();
        var made = await Making.RunAsync(actor, new NewTask(Task.ProjectId, step.Name) { TaskListId = Task.ListId });
        if (made.Ok)
        {
            await Delete.RunAsync(actor, step.Id);
            Toasts.Show(TasksText.BecameTask(TaskKey.For(made.Value.Id)));
        }

        await TellAsync(made.Failure);
    }

    private async Task TellAsync(Failure? failure)
    {
        if (failure is not null)
        {
            Toasts.Error(failure.Message);
        }

        await OnChanged.InvokeAsync();
    }
}
