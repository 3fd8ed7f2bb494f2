using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Tasks;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Shell;

/// <summary>Files of other products become tasks, once, and everything that cannot be taken over is said first.</summary>
public sealed class ImportTests : IAsyncLifetime
{
    private const string Table = """
        ID;Task name;Notes;Section;Assigned to;Status;Priority;Tags;Due date;Checklist
        A-1;Write the copy;"Two lines,
        and a second";To do;ada@example.org;open;high;web, copy;2026-12-03;"[x] Outline
        [ ] Draft"
        A-2;Order the boards;;Abroad;Somebody Else;nonsense;low;;15.12.2026 9:30;
        A-3;;No title;To do;;;;;;
        A-4;Check the lights;'=SUM(A1);;;done;;;someday;
        """;

    private const string Board = """
        {"lists":[{"id":"l2","name":"Doing","pos":2},{"id":"l1","name":"Ideas","pos":1},{"id":"l3","name":"Old","pos":3,"closed":true}],
         "members":[{"id":"m1","fullName":"Ada"}],
         "cards":[
           {"id":"c2","name":"Second","desc":"Text","idList":"l2","pos":1,"due":"2026-12-04T23:30:00.000Z","dueComplete":true,"labels":[{"name":"web"},{"name":"","color":"red"}],"idMembers":["m1"]},
           {"id":"c1","name":"First","desc":"","idList":"l1","pos":9},
           {"id":"c3","name":"Archived","idList":"l1","closed":true},
           {"id":"c4","name":"In an archived list","idList":"l3"}],
         "checklists":[{"idCard":"c1","checkItems":[{"name":"two","state":"incomplete","pos":2},{"name":"one","state":"complete","pos":1}]}],
         "actions":[{"type":"commentCard","date":"2026-11-01T10:00:00.000Z","memberCreator":{"fullName":"Grace"},"data":{"text":"Looks good","card":{"id":"c1"}}}]}
        """;

    private const string Todoist = """
        TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE
        section,Errands,,,,,,,,
        task,Buy paint @home,white,1,1,Ada (12),Ada (12),tomorrow,en,Europe/Berlin
        task,Measure the wall @tools,,4,2,Ada (12),,friday,en,
        note,Ask for the large can,,,,Grace (13),,2026-11-02,,
        task,Water plants,,4,1,Ada (12),,daily,en,
        comment,What is this,,,,,,,,
        """;

    private static readonly DateOnly Today = new(2026, 11, 26);
    private HubDatabase hub = null!;
    private Actor ada = null!;
    private ProjectPayload project = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        hub = await HubDatabase.CreateAsync(builder => builder.Services.AddSingleton<PlanImport>().AddSingleton<ImportDesk>());
        ada = await hub.Ada();
        project = await hub.ProjectAsync();
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_table_is_understood_and_what_is_not_is_said_before_anything_is_made()
    {
        var run = await TakeAsync(Table);
        Assert.Empty(await TasksAsync());

        var plan = run.Plan!;
        Assert.Equal(["Write the copy", "Order the boards", "Check the lights"], plan.Tasks.Select(t => t.Task.Name));
        Assert.Equal(["Abroad"], plan.NewLists);
        Assert.Equal(["copy", "web"], plan.NewLabels);
        Assert.Equal(1, plan.LeftOut);
        Assert.Equal(
            [(3, "Assignee", "Somebody Else"), (3, "Status", "nonsense"), (4, "Title", ""), (5, "Due date", "someday")],
            plan.Problems.OrderBy(p => p.Row).ThenBy(p => p.Field).Select(p => (p.Row, p.Field, p.Value)));

        await DoneAsync(run, hub.Get<ImportDesk>().Start);

        var tasks = await TasksAsync();
        var copy = tasks[0];
        Assert.Equal((3, ImportState.Done), (tasks.Count, run.State));
        Assert.Equal(("Two lines,\nand a second", 8, new DateOnly(2026, 12, 3), hub.AdaId, 2, 1),
            (copy.Description.ReplaceLineEndings("\n"), copy.Priority, copy.DueOn, copy.AssignedId, copy.SubtasksCount, copy.ResolvedSubtasksCount));
        Assert.Equal(new DateOnly(2026, 12, 15), tasks[1].DueOn);
        Assert.Equal((TaskState.Resolved, "=SUM(A1)"), (tasks[2].State, tasks[2].Description));
        Assert.Equal(3, (await hub.EventsAsync()).Count(e => e.Type == EventTypes.TaskCreated));
    }

    [Theory]
    [InlineData(Table)]
    [InlineData(Board)]
    [InlineData(Todoist)]
    public async Task The_same_file_brings_its_tasks_once_and_again_after_an_undo(string file)
    {
        var first = await TakeAsync(file);
        await DoneAsync(first, hub.Get<ImportDesk>().Start);
        var made = first.Made.Count;

        var second = await TakeAsync(file);
        Assert.Equal((0, made), (second.Plan!.Tasks.Count, second.Plan.Known));

        await DoneAsync(first, hub.Get<ImportDesk>().Undo);
        Assert.Empty(await TasksAsync());
        Assert.Equal(made, (await TakeAsync(file)).Plan!.Tasks.Count);
        Assert.Equal(made, (await hub.EventsAsync()).Count(e => e.Type == EventTypes.TaskDeleted));
    }

    [Fact]
    public async Task A_board_comes_with_lists_checklists_members_and_what_was_said()
    {
        var run = await TakeAsync(Board);
        Assert.Equal((ImportFormat.Trello, 2), (run.Format, run.Archived));
        await DoneAsync(run, hub.Get<ImportDesk>().Start);

        var (first, second) = ((await TasksAsync())[0], (await TasksAsync())[1]);
        Assert.Equal(("First", 2, 1), (first.Name, first.SubtasksCount, first.ResolvedSubtasksCount));
        Assert.Equal("> **Grace**, 2026-11-01:\n> Looks good", first.Description);

        // Half past eleven at night in London is the next day in Berlin.
        Assert.Equal(("Second", new DateOnly(2026, 12, 5), TaskState.Resolved, hub.AdaId), (second.Name, second.DueOn, second.State, second.AssignedId));
        Assert.Equal(["web", "red"], second.Labels);
        await using var db = hub.Open();
        Assert.Equal(["one", "two"], await db.Subtasks.OrderBy(s => s.Position).Select(s => s.Name).ToListAsync(Cancel));
        Assert.Equal(["Ideas", "Doing"], await db.TaskLists.Where(l => l.Name == "Ideas" || l.Name == "Doing").OrderBy(l => l.Position).Select(l => l.Name).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_todoist_project_comes_with_sections_subtasks_notes_and_repetition()
    {
        var run = await TakeAsync(Todoist);
        Assert.Equal(ImportFormat.Todoist, run.Format);
        Assert.Equal(
            ["4 Labels tools", "4 Due date friday", "7 Title What is this"], run.Plan!.Problems.OrderBy(p => p.Row).Select(p => $"{p.Row} {p.Field} {p.Value}"));
        Assert.Equal(1, run.Plan.LeftOut);
        run.ReadAs(ImportFormat.Csv);
        Assert.Equal("What is this", run.Rows[5].Title);
        run.ReadAs(ImportFormat.Todoist);
        await DoneAsync(run, hub.Get<ImportDesk>().Start);

        var tasks = await TasksAsync();
        Assert.Equal(["Buy paint", "Water plants"], tasks.Select(t => t.Name));
        Assert.Equal((9, new DateOnly(2026, 11, 27), 1, hub.AdaId), (tasks[0].Priority, tasks[0].DueOn, tasks[0].SubtasksCount, tasks[0].AssignedId));
        Assert.Equal(["home"], tasks[0].Labels);
        Assert.StartsWith("white\n\n> **Grace**, 2026-11-02:\n> Ask", tasks[0].Description, StringComparison.Ordinal);
        Assert.Equal("every day", tasks[1].Repeat);
    }

    [Fact]
    public async Task What_was_exported_can_be_imported_and_is_the_same_and_is_recognized_where_it_came_from()
    {
        await DoneAsync(await TakeAsync(Table), hub.Get<ImportDesk>().Start);
        var exported = await ExportAsync(project.Id);
        var file = Encoding.UTF8.GetString(Encoding.UTF8.GetPreamble()) + Sheet(exported);
        Assert.Equal((new DateOnly(2026, 12, 15), "09:30"), exported.Where(t => t.Title == "Order the boards").Select(t => (t.DueOn!.Value, t.DueTime)).Single());
        Assert.Equal(3, (await TakeAsync(file)).Plan!.Known);

        var other = await hub.ProjectAsync("Other");
        await DoneAsync(await TakeAsync(file, other.Id), hub.Get<ImportDesk>().Start);

        static ExportedTask Bare(ExportedTask task) => task with { Key = "", Id = 0, CreatedAt = default, UpdatedAt = default, CompletedAt = null, Labels = [], Subtasks = [] };
        var imported = await ExportAsync(other.Id);
        Assert.Equal(exported.Select(Bare), imported.Select(Bare));
        Assert.Equal(exported.SelectMany(t => t.Subtasks), imported.SelectMany(t => t.Subtasks));
        Assert.Equal(exported.SelectMany(t => t.Labels), imported.SelectMany(t => t.Labels));
    }

    [Theory]
    [InlineData("a\0b,c\n1,2", ImportText.NotText)]
    [InlineData("{\"cards\":", ImportText.NoBoard)]
    [InlineData("{\"name\":\"no board\"}", ImportText.NoBoard)]
    [InlineData("  \n", ImportText.NoHead)]
    [InlineData("title\n\"never closed\nx", "This file cannot be read as a table: look at the quotes in line 2. A cell with a quote in it stands in quotes, and has it twice.")]
    public void A_file_that_is_none_is_refused_with_what_to_do(string file, string said) =>
        Assert.Equal(said, Assert.Throws<ImportException>(() => hub.Get<ImportDesk>().Take(ada, project.Id, "x", Encoding.UTF8.GetBytes(file))).Message);

    [Fact]
    public async Task What_a_file_says_wrongly_costs_that_and_no_more()
    {
        const string board = """
            {"members":[{"id":"m1","fullName":"Nobody"},{"id":"m2","fullName":"Ada"}],
             "cards":[{"id":"c1","name":"Cut \ud83d","desc":"\\ud83d \ud83d\ude00","idMembers":["m1","m2"]},{"id":"c2","name":7,"labels":"x","idMembers":{}}],
             "actions":[{"type":"commentCard","data":"text"},{"type":"commentCard","data":{"card":3}}]}
            """;
        var plan = (await TakeAsync(board)).Plan!;

        var task = Assert.Single(plan.Tasks).Task;
        Assert.Equal(("Cut \uFFFD", "\\ud83d \U0001F600", hub.AdaId), (task.Name, task.Description, task.AssignedId));
        Assert.Equal([(1, ImportText.OnePerson), (2, ImportText.NoTitle)], plan.Problems.Select(p => (p.Row, p.Why)));
    }

    [Fact]
    public void A_spreadsheet_of_windows_keeps_its_letters_and_files_do_not_pile_up()
    {
        var desk = hub.Get<ImportDesk>();
        byte[] sheet = [.. "title\n"u8, 0x80, 0x92, 0xE9];
        var runs = Enumerable.Range(0, ImportDesk.MostOfOne + 1).Select(_ => desk.Take(ada, project.Id, "x", sheet)).ToList();

        Assert.Equal("€’é", runs[0].Rows[0].Title);
        Assert.Equal([null, .. runs[1..]], runs.Select(r => desk.Find(ada, r.Ticket)));
    }

    [Fact]
    public void A_file_that_is_too_much_is_refused()
    {
        void Refused(string said, string file) =>
            Assert.Equal(said, Assert.Throws<ImportException>(() => hub.Get<ImportDesk>().Take(ada, project.Id, "x", Encoding.UTF8.GetBytes(file))).Message);

        Refused(ImportText.TooMany, "title\n" + string.Concat(Enumerable.Repeat("t\n", ImportText.MostTasks + 1)));
        Refused(ImportText.TooManyColumns(CsvTable.MostColumns), string.Join(',', Enumerable.Range(0, 100_000)) + "\n1");
        Refused(ImportText.NoBoard, "{\"cards\":" + new string('[', 100_000));
    }

    [Fact]
    public async Task Somebody_outside_imports_nothing_and_a_guest_makes_no_lists()
    {
        var run = await TakeAsync(Table);
        var otto = await hub.Otto();

        Assert.Equal(FailureKind.NotFound, (await hub.Get<PlanImport>().RunAsync(otto, project.Id, run.Rows, Dates())).Failure!.Kind);
        Assert.False((await hub.Get<TaskHub.Tasks.ImportTasks>().RunAsync(otto, project.Id, [run.Plan!.Tasks[0].Task])).Ok);
        Assert.Null(hub.Get<ImportDesk>().Find(otto, run.Ticket));
        Assert.Empty(await TasksAsync());

        await hub.Get<TaskHub.Data.WriteGate>().RunAsync(async db =>
        {
            db.ProjectGuests.Add(new ProjectGuest { OrganizationId = hub.Acme, ProjectId = project.Id, UserId = hub.EvaId });
            await db.SaveChangesAsync();
        });
        var plan = (await hub.Get<PlanImport>().RunAsync(await hub.Eva(), project.Id, run.Rows, Dates())).Value;
        Assert.Empty(plan.NewLists);
        Assert.Contains(plan.Problems, p => (p.Row, p.Field, p.Value) == (3, "List", "Abroad"));
    }

    [Theory]
    [InlineData("2026-12-03", "2026-12-03")]
    [InlineData("2026-12-03T23:30:00Z", "2026-12-04")]
    [InlineData("2026-12-03 23:30", "2026-12-03")]
    [InlineData("3/4/2026", "2026-03-04")]
    [InlineData("3.4.2026", "2026-04-03")]
    [InlineData("Dec 3, 2026", "2026-12-03")]
    [InlineData("12/3/2026 5:00 PM", "2026-12-03")]
    [InlineData("tomorrow", "2026-11-27")]
    [InlineData("soon", null)]
    public void Dates_are_read_as_files_write_them(string text, string? day) =>
        Assert.Equal(day, ImportDay.Read(text, dayFirst: false, Today, Dates().Zone)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-12-03", null)]
    [InlineData("2026-12-03T23:30:12Z", "00:30")]
    [InlineData("2026-12-03 23:30", "23:30")]
    [InlineData("2026-12-03 00:00:00", null)]
    [InlineData("12/3/2026 5:00 PM", "17:00")]
    [InlineData("tomorrow 9am", "09:00")]
    [InlineData("soon 9am", null)]
    public void A_time_of_day_is_read_behind_a_date(string text, string? time) =>
        Assert.Equal(time, ImportDay.Time(text, dayFirst: false, Today, Dates().Zone)?.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));

    private static ImportDates Dates() => new(false, Today, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    private static string Sheet(IEnumerable<ExportedTask> tasks) => TaskExport.Head + string.Concat(tasks.Select(TaskExport.Line));

    private async Task<ImportRun> TakeAsync(string file, long? into = null)
    {
        var run = hub.Get<ImportDesk>().Take(ada, into ?? project.Id, "file", Encoding.UTF8.GetBytes(file));
        run.Plan = (await hub.Get<PlanImport>().RunAsync(ada, run.ProjectId, run.Rows, Dates())).Value;
        return run;
    }

    private async Task DoneAsync(ImportRun run, Action<ImportRun> begin)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        run.Changed += () =>
        {
            if (!run.IsUnderWay)
            {
                over.TrySetResult();
            }
        };
        begin(run);
        await over.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Cancel);
        Assert.Equal("", run.Why);
    }

    private async Task<List<ExportedTask>> ExportAsync(long from) =>
        (await hub.Get<ExportTasks>().RunAsync(ada, from, new TaskFilter(), new TaskSort(), Cancel).ToListAsync(Cancel)).SelectMany(t => t).ToList();

    private async Task<List<TaskItem>> TasksAsync()
    {
        await using var db = hub.Open();
        return await db.Tasks.AsNoTracking().OrderBy(t => t.Id).ToListAsync(Cancel);
    }
}
