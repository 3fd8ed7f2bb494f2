using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace TaskHub.Bench.Board;

/// <summary>The hub in a process of its own, over a throw-away folder, with one large project and one that is a hundredth of it.</summary>
internal sealed class HubProcess : IDisposable
{
    public const string Email = "bench@taskhub.example";
    public const string Password = "measured in one long breath";
    private const string Token = "thub_pat_abcdefghijklmnopqrstuvwxyz012345678901";
    private static readonly string[] Labels = ["web", "copy", "design", "quality", "legal"];

    private readonly Process process;
    private readonly string folder;
    private readonly HttpClient http;

    private HubProcess(Process process, string folder, string url)
    {
        this.process = process;
        this.folder = folder;
        Url = url;
        http = new HttpClient { BaseAddress = new Uri(url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public string Url { get; }

    public static async Task<HubProcess> StartAsync(int port)
    {
        var from = AppContext.BaseDirectory;
        var folder = Directory.CreateTempSubdirectory("taskhub-bench-").FullName;
        var url = $"http://localhost:{port}";
        string[] arguments =
        [
            Path.Combine(from, "TaskHub.dll"), "--urls", url, "--TaskHub:DataPath", folder, "--TaskHub:Setup:Email", Email,
            "--TaskHub:Setup:Password", Password, "--TaskHub:Setup:Organization", "Bench", "--TaskHub:Setup:Token", Token,
        ];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Logging__LogLevel__Default"] = "Warning",
                ["TaskHub__Api__RequestsPerMinute"] = "0",
            },
        };
        var child = Process.Start(start)!;
        child.OutputDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        child.BeginOutputReadLine();
        var hub = new HubProcess(child, folder, url);
        for (var tries = 0; tries < 600; tries++)
        {
            try
            {
                using var answer = await hub.http.GetAsync("/api/3/me");
                if (answer.IsSuccessStatusCode)
                {
                    return hub;
                }
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(100);
        }

        hub.Dispose();
        throw new InvalidOperationException("The hub did not start.");
    }

    /// <summary>A project with three lists and so many tasks, as full as tasks are.</summary>
    public async Task<long> ProjectAsync(string name, int tasks)
    {
        var project = await PostAsync("/api/3/projects", new { organization_id = 1, name });
        using var lists = await http.GetAsync($"/api/3/task_lists?project_id={project}&order=position-ASC");
        var ids = (await lists.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray().Select(l => l.GetProperty("id").GetInt64()).ToList();
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await Parallel.ForEachAsync(Enumerable.Range(1, tasks), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (n, _) => await PostAsync("/api/3/tasks", new
        {
            project_id = project,
            task_list_id = ids[n % ids.Count],
            name = $"{name} {n}: something that is to be done, told in a few words",
            priority = n % 11,
            due_on = n % 3 == 0 ? today.AddDays((n % 60) - 20).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null,
            assigned_id = n % 2 == 0 ? 1 : (long?)null,
            labels = new[] { Labels[n % Labels.Length] },
        }));
        return project;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<long> PostAsync(string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return answer.IsSuccessStatusCode ? json.GetProperty("id").GetInt64() : throw new InvalidOperationException(json.ToString());
    }
}
