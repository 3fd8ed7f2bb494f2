namespace TaskHub;

/// <summary>A task that will be made.</summary>
/// <param name="Row">The row that it comes from.</param>
/// <param name="Task">The task; its list is named by <paramref name="List"/> and may have to be made first.</param>
/// <param name="List">The name of its list.</param>
public sealed record PlannedTask(ImportRow Row, Tasks.NewTask Task, string List);

/// <summary>What could not be taken over as it stands.</summary>
/// <param name="Row">Which row.</param>
/// <param name="Field">Which field of the task.</param>
/// <param name="Value">What it says.</param>
/// <param name="Why">What is wrong with it, and what happens.</param>
/// <param name="LeavesOut">The row makes no task; else the task comes without this.</param>
public sealed record ImportProblem(int Row, string Field, string Value, string Why, bool LeavesOut);

/// <summary>What an import will do, found without doing it.</summary>
/// <param name="Tasks">The tasks that will be made, in the order of the file.</param>
/// <param name="Known">How many are in the project already.</param>
/// <param name="Problems">What cannot be taken over.</param>
/// <param name="NewLists">Lists that will be made.</param>
/// <param name="NewLabels">Labels that the project does not use yet.</param>
public sealed record ImportPlan(
    IReadOnlyList<PlannedTask> Tasks, int Known, IReadOnlyList<ImportProblem> Problems, IReadOnlyList<string> NewLists, IReadOnlyList<string> NewLabels)
{
    public int LeftOut => Problems.Where(p => p.LeavesOut).Select(p => p.Row).Distinct().Count();
}
