using TaskHub.Projects;

namespace TaskHub.Tasks;

/// <summary>What is done to the tasks of a view.</summary>
public sealed record TaskHandsVerbs(
    FindTask Find, FindProjects Projects, EditTaskField EditField, EditTasks Edit, DeleteTasks Delete, RestoreTasks Restore);
