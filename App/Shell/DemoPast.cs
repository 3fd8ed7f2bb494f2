using TaskHub.Comments;
using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Tasks;

namespace TaskHub;

/// <summary>
/// What has happened in the demonstration's projects until now. Every step is a verb at its own time, in the order of these times, so that
/// histories, dates and events belong together. The same steps every day.
/// </summary>
internal sealed class DemoPast(
    DemoClock clock, CreateProject createProject, CreateTaskList createList, FindProject findProject, CreateTask createTask, EditTask editTask,
    CreateComment createComment, ColorLabel colorLabel)
{
    private static readonly TimeSpan Length = TimeSpan.FromDays(42);

    private readonly Random random = new(12);
    private readonly PriorityQueue<Func<Task>, DateTimeOffset> steps = new();
    private DateTimeOffset end;

    /// <summary>Lets it happen.</summary>
    /// <param name="organizationId">Where.</param>
    /// <param name="people">Who: the participants and administrators, the first of whom starts the projects.</param>
    /// <returns>The projects' ids.</returns>
    public async Task<IReadOnlyList<long>> HappenAsync(long organizationId, IReadOnlyList<Actor> people)
    {
        end = clock.GetUtcNow();
        var start = end - Length;
        clock.GoTo(start);
        var projects = new List<long>();
        foreach (var project in DemoText.Projects)
        {
            var made = (await createProject.RunAsync(people[0], new(organizationId, project.Name, project.Description))).Value;
            var review = await createList.RunAsync(people[0], new(made.Id, "Review", 3));
            _ = review.Value;
            var lists = (await findProject.RunAsync(people[0], made.Id)).Value.Lists;
            Plan(project, made.Id, [.. lists.Select(l => l.Id)], start, people);
            foreach (var (hue, label) in project.Labels.Index())
            {
                _ = (await colorLabel.RunAsync(people[0], made.Id, label, (LabelHue)hue)).Value;
            }

            projects.Add(made.Id);
        }

        while (steps.TryDequeue(out var step, out var when))
        {
            clock.GoTo(when);
            await step();
        }

        clock.BackToNow();
        return projects;
    }

    private void Plan(DemoProject project, long projectId, long[] lists, DateTimeOffset start, IReadOnlyList<Actor> people)
    {
        var count = project.Acts.Length * project.Things.Length;
        for (var i = 0; i < count; i++)
        {
            var (act, thing) = (i / project.Things.Length, i % project.Things.Length);
            var created = start + (Length * (0.75 * i / count)) + TimeSpan.FromHours(random.NextDouble() * 30);
            var task = new NewTask(projectId, string.Format(null, project.Acts[act], project.Things[thing]))
            {
                Description = random.Next(5) < 2 ? Pick(DemoText.Descriptions) : "",
                Labels = random.Next(4) == 0 ? [] : [project.Labels[act]],
                Priority = random.Next(4) == 0 ? random.Next(1, 11) : 0,
                Urgent = random.Next(20) == 0,
                AssignedId = random.Next(6) == 0 ? null : Pick(people).UserId,
            };

            // The first acts are over, the middle ones under way, the last still to do.
            var progress = 1.15 - (1.0 * i / count) - (0.5 * random.NextDouble());
            Live(task, created, progress, lists, people);
        }
    }

    private void Live(NewTask task, DateTimeOffset created, double progress, long[] lists, IReadOnlyList<Actor> people)
    {
        var left = end - created;
        var (begun, reviewed, done) = (progress > 0.3, progress > 0.45, progress > 0.52);
        var due = done ? created + (left * (0.3 + (0.7 * random.NextDouble()))) : end + TimeSpan.FromDays(random.Next(-4, 24));
        task = task with { DueOn = random.Next(5) == 0 ? null : DateOnly.FromDateTime(due.UtcDateTime) };
        var author = Pick(people);
        long id = 0;
        At(created, async () => id = (await createTask.RunAsync(author, task)).Value.Id);
        if (begun)
        {
            var state = done ? TaskState.Resolved : !reviewed && random.Next(9) == 0 ? TaskState.Hold : TaskState.Open;
            var edit = new TaskEdit { TaskListId = lists[done ? 3 : reviewed ? 2 : 1], Status = state };
            At(created + (left * (0.3 + (0.5 * random.NextDouble()))), async () => _ = (await editTask.RunAsync(author, id, edit)).Value);
        }

        for (var comments = begun ? random.Next(4) - 1 : random.Next(8) - 6; comments > 0; comments--)
        {
            var text = Pick(DemoText.Comments);
            var who = Pick(people);
            At(created + (left * (0.32 + (0.6 * random.NextDouble()))), async () => _ = (await createComment.RunAsync(who, new(id, text))).Value);
        }
    }

    private void At(DateTimeOffset when, Func<Task> step) => steps.Enqueue(step, when);

    private T Pick<T>(IReadOnlyList<T> among) => among[random.Next(among.Count)];
}
