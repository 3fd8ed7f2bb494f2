using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace TaskHub.Tests.Faults;

/// <summary>A change that a client asked for.</summary>
/// <param name="Key">What its event must be found under, see <see cref="Ledger"/>.</param>
/// <param name="Id">The object, where the answer named it.</param>
/// <param name="Acknowledged">False where no answer came: it may have happened or not.</param>
internal sealed record Change(string Key, long? Id, bool Acknowledged);

/// <summary>
/// One client of the API at full speed, with tasks of its own: creates, edits, completes, reopens, comments, deletes. It writes down what it
/// asked for and what was acknowledged. A task that it has no answer about is left alone.
/// </summary>
internal sealed class LoadClient(int number, Uri hub, string token) : IDisposable
{
    private readonly HttpClient http = new()
    {
        BaseAddress = hub,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        Timeout = TimeSpan.FromSeconds(30),
    };

    private readonly Random random = new(number);
    private readonly List<OwnTask> tasks = [];
    private long project;
    private int marks;

    public List<Change> Changes { get; } = [];

    /// <summary>Called after each acknowledged change.</summary>
    public Action? Acknowledged { get; set; }

    /// <summary>Makes the client's project; the hub must be up.</summary>
    public async Task BeginAsync(long organization) =>
        project = (long)(await SendAsync(HttpMethod.Post, "projects", new() { ["organization_id"] = organization, ["name"] = Mark() }))!["id"]!;

    /// <summary>Changes one thing after the other until the hub no longer answers.</summary>
    public async Task RunAsync()
    {
        while (true)
        {
            try
            {
                await ChangeAsync();
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    public void Dispose() => http.Dispose();

    private async Task ChangeAsync()
    {
        if (tasks.Count < 3 || random.Next(4) == 0)
        {
            await CreateAsync();
            return;
        }

        var task = tasks[random.Next(tasks.Count)];
        await (random.Next(10) switch
        {
            < 4 => RenameAsync(task),
            < 6 => ToggleAsync(task),
            6 when task.Comments.Count > 0 => EditCommentAsync(task),
            7 when task.Comments.Count > 0 => DeleteCommentAsync(task),
            8 when tasks.Count > 5 => DeleteAsync(task),
            _ => CommentAsync(task),
        });
    }

    private async Task CreateAsync()
    {
        var name = Mark();
        if (await TryAsync(null, $"task.created|{name}", HttpMethod.Post, "tasks", new() { ["project_id"] = project, ["name"] = name }) is { } made)
        {
            tasks.Add(new OwnTask((long)made["id"]!, name));
        }
    }

    private async Task RenameAsync(OwnTask task)
    {
        var name = Mark();
        var key = $"task.updated|{task.Id}|{name}|{task.Version + 1}";
        if (await TryAsync(task, key, HttpMethod.Patch, $"tasks/{task.Id}", new() { ["name"] = name }) is not null)
        {
            task.Name = name;
            task.Version++;
        }
    }

    private async Task ToggleAsync(OwnTask task)
    {
        var key = $"{(task.Done ? "task.reopened" : "task.completed")}|{task.Id}|{task.Name}|{task.Version + 1}";
        if (await TryAsync(task, key, HttpMethod.Patch, $"tasks/{task.Id}", new() { ["status"] = task.Done ? "open" : "resolved" }) is not null)
        {
            task.Done = !task.Done;
            task.Version++;
        }
    }

    private async Task DeleteAsync(OwnTask task)
    {
        tasks.Remove(task);
        await TryAsync(task, $"task.deleted|{task.Id}|{task.Name}|{task.Version}", HttpMethod.Delete, $"tasks/{task.Id}");
    }

    private async Task CommentAsync(OwnTask task)
    {
        var body = Mark();
        var made = await TryAsync(
            task, $"comment.created|{body}", HttpMethod.Post, "comments", new() { ["target_type"] = "Task", ["target_id"] = task.Id, ["body"] = body });
        if (made is not null)
        {
            task.Comments.Add(((long)made["id"]!, body));
        }
    }

    private async Task EditCommentAsync(OwnTask task)
    {
        var (id, body) = (task.Comments[0].Id, Mark());
        if (await TryAsync(task, $"comment.updated|{id}|{body}", HttpMethod.Patch, $"comments/{id}", new() { ["body"] = body }) is not null)
        {
            task.Comments[0] = (id, body);
        }
    }

    private async Task DeleteCommentAsync(OwnTask task)
    {
        var (id, body) = task.Comments[^1];
        task.Comments.RemoveAt(task.Comments.Count - 1);
        await TryAsync(task, $"comment.deleted|{id}|{body}", HttpMethod.Delete, $"comments/{id}");
    }

    /// <summary>Asks, and writes down whether it was acknowledged; without an answer the task is given up.</summary>
    private async Task<JsonNode?> TryAsync(OwnTask? task, string key, HttpMethod method, string path, JsonObject? body = null)
    {
        try
        {
            var answer = await SendAsync(method, path, body);
            Changes.Add(new(key, (long?)answer["id"], true));
            Acknowledged?.Invoke();
            return answer;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            Changes.Add(new(key, null, false));
            tasks.Remove(task!);
            throw new HttpRequestException("The hub is gone.", e);
        }
    }

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, $"api/3/{path}");
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return response.IsSuccessStatusCode
            ? text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!
            : throw new InvalidOperationException($"{method} {path} was answered {(int)response.StatusCode}: {text}");
    }

    private string Mark() => string.Create(CultureInfo.InvariantCulture, $"client {number} mark {++marks}");

    private sealed class OwnTask(long id, string name)
    {
        public long Id { get; } = id;
        public string Name { get; set; } = name;
        public int Version { get; set; } = 1;
        public bool Done { get; set; }
        public List<(long Id, string Body)> Comments { get; } = [];
    }
}
