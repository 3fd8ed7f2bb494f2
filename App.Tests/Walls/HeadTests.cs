using TaskHub.Tests.Api;
using TaskHub.Tests.Browser;

namespace TaskHub.Tests.Walls;

/// <summary>HEAD works wherever GET does: the same code, the same headers, no body. Not in Worksection's API, where a GET may act.</summary>
public sealed class HeadTests(ApiHub hub) : IClassFixture<ApiHub>
{
    // What is another with every answer.
    private static readonly string[] Passing = ["Date", "X-Request-Id", "Content-Security-Policy", "Set-Cookie", "Transfer-Encoding"];

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/")]
    [InlineData("/account")]
    [InlineData("/api")]
    [InlineData("/app.css")]
    [InlineData("/health/ready")]
    [InlineData("/no/such/page")]
    [InlineData("/api/3/openapi.json")]
    [InlineData("/api/3/me")]
    [InlineData("/api/3/tasks?per_page=1")]
    [InlineData("/api/3/projects/1")]
    [InlineData("/api/3/tasks/987654")]
    [InlineData("/api/3/no/such/thing")]
    public async Task It_answers_as_GET_does(string path)
    {
        using var http = hub.Hub.CreateDefaultClient(new Uri(hub.Hub.Url));
        var (get, body) = await AskAsync(http, HttpMethod.Get, path);
        var (head, none) = await AskAsync(http, HttpMethod.Head, path);

        Assert.Equal(get, head);
        Assert.Empty(none);
        Assert.True(body.Length > 0 || path is "/" or "/account");
    }

    private static async Task<(string Told, string Body)> AskAsync(HttpClient http, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        if (path.StartsWith("/api/3", StringComparison.Ordinal))
        {
            request.Headers.Authorization = new("Bearer", Hub.Token);
        }

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => !Passing.Contains(h.Key, StringComparer.OrdinalIgnoreCase)).OrderBy(h => h.Key, StringComparer.Ordinal)
            .Select(h => $"{h.Key}: {string.Join(", ", h.Value)}");
        return ($"{(int)answer.StatusCode}\n{string.Join('\n', headers)}", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
