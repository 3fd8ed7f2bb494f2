using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using TaskHub;
using TaskHub.Api;
using TaskHub.Bench.Search;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Projects;
using TaskHub.Tasks;

// How long the verb of the search takes, as pages and the API call it, over as many tasks as are asked for and two comments for each.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var size = Value("tasks") is { } asked ? int.Parse(asked, CultureInfo.InvariantCulture) : 50_000;
var results = Value("results") ?? "bench/results";
var folder = Directory.CreateTempSubdirectory("taskhub-bench-").FullName;
try
{
    var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder });
    builder.Configuration["TaskHub:DataPath"] = folder;
    builder.Configuration["urls"] = "http://localhost:5080";
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddSingleton<LiveTopics>();
    builder.AddData();
    builder.AddIdentity();
    builder.AddEvents();
    builder.AddProjects();
    builder.AddTasks();
    builder.Services.AddSingleton<Search>();
    using var host = builder.Build();
    await host.Services.GetRequiredService<DatabaseStart>().MigrateAsync();
    var actor = await People.MakeAsync(host.Services);
    var guest = actor with { Roles = new Dictionary<long, Role> { [1] = Role.External }, GuestProjects = [1] };
    var filling = Stopwatch.StartNew();
    var texts = new Texts(size);
    await texts.FillAsync(host.Services);
    filling.Stop();

    var search = host.Services.GetRequiredService<Search>();
    var lines = new List<string>
    {
        "# Search",
        "",
        $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {Processor()}, load {File.ReadAllText("/proc/loadavg").Trim()}",
        "",
        $"{size:N0} tasks and {2 * size:N0} comments, made with their index in {filling.Elapsed.TotalSeconds:N1} s; the database has {new FileInfo(Path.Combine(folder, "taskhub.db")).Length / 1_000_000.0:N0} MB.",
        "Each search 31 times, after two that are not counted; wanted is at most 150 ms.",
        "",
        "| looked for | by | found | median ms | p95 ms | most ms |",
        "| --- | --- | --- | --- | --- | --- |",
    };
    foreach (var (what, words) in texts.Questions)
    {
        foreach (var (who, by) in new[] { ("who sees all", actor), ("who sees one project of twenty", guest) })
        {
            lines.Add(await MeasureAsync(search, what, words, who, by));
            Console.WriteLine(lines[^1]);
        }
    }

    Directory.CreateDirectory(results);
    await File.WriteAllLinesAsync(Path.Combine(results, $"search-{TimeProvider.System.GetUtcNow():yyyy-MM-dd}.md"), lines);
}
finally
{
    SqliteConnection.ClearAllPools();
    Directory.Delete(folder, recursive: true);
}

string? Value(string name) => args.FirstOrDefault(a => a.StartsWith($"--{name}=", StringComparison.Ordinal))?[(name.Length + 3)..];

static string Processor() =>
    File.ReadLines("/proc/cpuinfo").Where(l => l.StartsWith("model name", StringComparison.Ordinal)).Select(l => l[(l.IndexOf(':') + 2)..]).FirstOrDefault("?")
    + $", {Environment.ProcessorCount} cores";

static async Task<string> MeasureAsync(Search search, string what, string words, string who, Actor by)
{
    var times = new List<double>();
    var found = 0;
    for (var i = -2; i < 31; i++)
    {
        var watch = Stopwatch.StartNew();
        found = (await search.HitsAsync(by, new SearchQuery(words, null, null, []), new Paging())).Total;
        if (i >= 0)
        {
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
    }

    times.Sort();
    return $"| {what}: `{words}` | {who} | {found:N0} | {times[15]:N1} | {times[29]:N1} | {times[30]:N1} |";
}
