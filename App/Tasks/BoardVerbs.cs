namespace TaskHub.Tasks;

/// <summary>What the board does.</summary>
public sealed record BoardVerbs(FindBoard Find, CreateTask Create, MoveTask Move, CompleteTask Complete, ReopenTask Reopen, DeleteTasks Delete,
    FindAssignees People);
