using TaskHub.Comments;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Tasks;

namespace TaskHub;

/// <summary>Says who may sign in to the demonstration, once it listens, and changes one of its tasks every few seconds.</summary>
internal sealed class DemoActivity(
    DemoData data, DemoWebhooks webhooks, FindBoard findBoard, CreateTask createTask, EditTask editTask, CompleteTask completeTask,
    ReopenTask reopenTask, DeleteTask deleteTask, CreateComment createComment, TimeProvider time, IHostApplicationLifetime lifetime) : BackgroundService
{
    // Beyond this many tasks the demonstration deletes one for each that it makes.
    private const int MostTasks = 300;

    // So many changes come at once when it starts, for the history to have something to show.
    private const int AtOnce = 20;
    private static readonly string[] Colleagues = ["Mona", "Idris", "Greta", "Oleg", "Farah", "Kenji"];

    private readonly Random random = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var whenStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        Welcome(webhooks.Address);
        await webhooks.CreateAsync(stoppingToken);
        for (var change = 0; change < AtOnce; change++)
        {
            await ChangeSomethingAsync(stoppingToken);
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(1.5 + (3 * random.NextDouble())), time, stoppingToken);
            await ChangeSomethingAsync(stoppingToken);
        }
    }

    /// <summary>One change by somebody. A visitor may have changed anything meanwhile, so a verb that refuses is no matter.</summary>
    private async Task ChangeSomethingAsync(CancellationToken cancel)
    {
        var actor = Pick(data.People);
        var found = await findBoard.RunAsync(actor, Pick(data.ProjectIds), new TaskFilter(), cancel: cancel);
        if (!found.Ok || found.Value.Columns.Count == 0)
        {
            return;
        }

        var (board, lists) = (found.Value, found.Value.Head.Lists);
        var cards = board.Columns.SelectMany(column => column.Cards).ToList();
        if (cards.Count == 0 || random.Next(8) == 0)
        {
            await CreateAsync(actor, board.Head.Project.Id, cancel);
            await DeleteOldestAsync(actor, board, cancel);
            return;
        }

        var card = Pick(cards);
        switch (random.Next(7))
        {
            case 0 when card.IsDone:
                await reopenTask.RunAsync(actor, card.Id, cancel);
                break;
            case 0 or 1 when !card.IsDone:
                await completeTask.RunAsync(actor, card.Id, cancel);
                break;
            case 2 or 3:
                await createComment.RunAsync(actor, new NewComment(card.Id, Pick(DemoText.Comments)), cancel);
                break;
            case 4:
                await editTask.RunAsync(actor, card.Id, new() { AssignedId = Pick(data.People).UserId }, cancel);
                break;
            case 5:
                await editTask.RunAsync(actor, card.Id, new() { DueOn = Today().AddDays(random.Next(1, 15)) }, cancel);
                break;
            default:
                await editTask.RunAsync(actor, card.Id, new() { TaskListId = lists[random.Next(lists.Count)].Id }, cancel);
                break;
        }
    }

    private Task<Result<TaskPayload>> CreateAsync(Actor actor, long projectId, CancellationToken cancel) => createTask.RunAsync(
        actor,
        new NewTask(projectId, $"Call {Pick(Colleagues)} back about {Pick(Pick(DemoText.Projects).Things)}")
        {
            AssignedId = actor.UserId,
            DueOn = Today().AddDays(random.Next(0, 4)),
            Labels = ["call"],
        },
        cancel);

    private async Task DeleteOldestAsync(Actor actor, Board board, CancellationToken cancel)
    {
        if (board.Count > MostTasks / DemoText.Projects.Length)
        {
            await deleteTask.RunAsync(actor, board.Columns.SelectMany(column => column.Cards).Min(card => card.Id), cancel: cancel);
        }
    }

    private DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private T Pick<T>(IReadOnlyList<T> among) => among[random.Next(among.Count)];

    private static void Welcome(string address)
    {
        Console.WriteLine();
        Console.WriteLine($"The demonstration runs at {address}. Its database goes when it stops.");
        Console.WriteLine($"Everybody's password is: {DemoText.Password}");
        foreach (var person in DemoText.People)
        {
            Console.WriteLine($"  {person.Email,-22} {person.Name,-16} {person.About}");
        }

        Console.WriteLine();
    }
}
