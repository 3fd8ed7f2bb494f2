using TaskHub.Projects;
using TaskHub.Tasks;

namespace TaskHub;

/// <summary>What the page of a project asks and does.</summary>
public sealed record ProjectPageVerbs(
    FindProject Find, FindAssignees People, FindBoard Board, CreateTaskList CreateList, EditTaskList EditList, DeleteTaskList DeleteList);
