using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>Which tasks of a project to show; it lives in the page's address, so that a reload or a shared link shows the same.</summary>
public sealed record TaskFilter
{
    /// <summary>Words that the name holds, or a key such as <c>TH-42</c>.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary><c>active</c> (all that is not done), <c>done</c>, a single state by its API name, or empty for all.</summary>
    public string Status { get; init; } = string.Empty;

    /// <summary><c>me</c>, <c>none</c>, a person's id, or empty for anyone.</summary>
    public string Assignee { get; init; } = string.Empty;

    public bool IsEmpty => Text.Length == 0 && Status.Length == 0 && Assignee.Length == 0;

    /// <summary>From the values of an address, whatever they are: what makes no sense is left out.</summary>
    public static TaskFilter From(string? text, string? status, string? assignee) => new()
    {
        Text = text?.Trim() ?? string.Empty,
        Status = status is not null && States(status).Count > 0 ? status : string.Empty,
        Assignee = assignee is "me" or "none" || long.TryParse(assignee, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? assignee
            : string.Empty,
    };

    public IQueryable<TaskItem> Apply(IQueryable<TaskItem> tasks, Actor actor)
    {
        var states = States(Status);
        if (states.Count > 0)
        {
            tasks = tasks.Where(t => states.Contains(t.State));
        }

        if (Assignee == "none")
        {
            tasks = tasks.Where(t => t.AssignedId == null);
        }
        else if (Assignee.Length > 0)
        {
            var person = Assignee == "me" ? actor.UserId : long.Parse(Assignee, CultureInfo.InvariantCulture);
            tasks = tasks.Where(t => t.AssignedId == person);
        }

        if (Text.Length > 0)
        {
            var (words, id) = (AppDbContext.Containing(Text), TaskKey.TryParse(Text) ?? 0);
            tasks = tasks.Where(t => t.Id == id || EF.Functions.Like(t.Name, words, AppDbContext.LikeEscape));
        }

        return tasks;
    }

    private static IReadOnlyList<TaskState> States(string status) => status switch
    {
        "active" => [TaskState.New, TaskState.Open, TaskState.Hold],
        "done" => [TaskState.Resolved, TaskState.Rejected],
        "new" => [TaskState.New],
        "open" => [TaskState.Open],
        "hold" => [TaskState.Hold],
        "resolved" => [TaskState.Resolved],
        "rejected" => [TaskState.Rejected],
        _ => [],
    };
}
