using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TaskHub.Tests.Browser;

namespace TaskHub.Tests.Api;

/// <summary>Files, reactions and watching by a program.</summary>
public sealed class FilesApiTests(ApiHub hub) : IClassFixture<ApiHub>
{
    private readonly ApiClient api = hub.Api;

    [Fact]
    public async Task A_file_comes_back_byte_for_byte_and_is_an_update_of_its_task()
    {
        var task = (await api.PostAsync("/tasks", $$"""{"project_id":{{hub.Project}},"name":"With a file"}""")).Id;
        var bytes = RandomNumberGenerator.GetBytes(3_000_000);
        byte[] png = [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n'];
        png.CopyTo(bytes, 0);
        using var http = hub.Hub.CreateClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Hub.Token);

        var made = await SendAsync(http, $"/api/3/tasks/{task}/files?name=..%2Fshot%20%C3%A4.png", bytes);
        var file = JsonNode.Parse(made.Text)!;
        using var read = await http.GetAsync(new Uri($"/api/3/files/{file["id"]}/content", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((201, "shot ä.png", 3_000_000, "image/png"), (made.Status, (string?)file["name"], (int)file["size"]!, (string?)file["mime_type"]));
        Assert.Equal(bytes, await read.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("attachment", "application/octet-stream"), (read.Content.Headers.ContentDisposition!.DispositionType, read.Content.Headers.ContentType!.MediaType));
        Assert.Equal(2, (int)(await api.GetAsync($"/tasks/{task}")).Object["version"]!);
        http.DefaultRequestHeaders.Add("Idempotency-Key", "one-file");
        var once = await SendAsync(http, $"/api/3/tasks/{task}/files?name=once", bytes);
        Assert.Equal((201, once.Text), (once.Status, (await SendAsync(http, $"/api/3/tasks/{task}/files?name=once", bytes)).Text));
        http.DefaultRequestHeaders.Remove("Idempotency-Key");
        Assert.Equal(204, (await api.DeleteAsync($"/files/{JsonNode.Parse(once.Text)!["id"]}")).Status);
        var tooLong = await SendAsync(http, $"/api/3/tasks/{task}/files?name=long", new byte[25_500_000]);
        Assert.Equal((422, false), (tooLong.Status, string.IsNullOrEmpty((string?)JsonNode.Parse(tooLong.Text)!["errors"]!["file"]![0])));
        Assert.NotEmpty((await api.PostAsync($"/tasks/{task}/files", "x")).Error("name"));
        Assert.Equal(415, (await api.PostAsync($"/tasks/{task}/files?name=form", "--x--", ("Content-Type", "multipart/form-data; boundary=x"))).Status);
        Assert.Equal(204, (await api.DeleteAsync($"/files/{file["id"]}")).Status);
        Assert.Empty((await api.GetAsync($"/tasks/{task}/files")).Array);
    }

    [Fact]
    public async Task A_reaction_is_given_once_and_taken_back_and_a_task_is_watched_or_not()
    {
        var task = (await api.PostAsync("/tasks", $$"""{"project_id":{{hub.Project}},"name":"Talked about"}""")).Id;
        var comment = (await api.PostAsync("/comments", $$"""{"target_id":{{task}},"body":"So"}""")).Id;
        var path = $"/comments/{comment}/reactions";

        Assert.Equal(201, (await api.PostAsync(path, """{"sign":"🚀"}""")).Status);
        Assert.Equal("🚀", (string?)(await api.PostAsync(path, """{"sign":"🚀"}""")).Object["sign"]);
        Assert.Single((await api.GetAsync(path)).Array);
        Assert.NotEmpty((await api.PostAsync(path, """{"sign":"🦄"}""")).Error("sign"));
        Assert.Equal(204, (await api.DeleteAsync($"{path}/🚀")).Status);
        Assert.Equal(204, (await api.DeleteAsync($"{path}/🚀")).Status);
        Assert.Empty((await api.GetAsync(path)).Array);

        Assert.Equal("[]", (await api.PostAsync($"/tasks/{task}/mute", "")).Object["watcher_ids"]!.ToJsonString());
        Assert.Equal("[1]", (await api.PostAsync($"/tasks/{task}/watch", "")).Object["watcher_ids"]!.ToJsonString());
        Assert.Equal("[]", (await api.PostAsync($"/tasks/{task}/unwatch", "")).Object["watcher_ids"]!.ToJsonString());
    }

    private static async Task<(int Status, string Text)> SendAsync(HttpClient http, string path, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
