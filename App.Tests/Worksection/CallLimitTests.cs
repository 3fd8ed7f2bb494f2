using TaskHub.Identity;
using TaskHub.Tests.Browser;

namespace TaskHub.Tests.Worksection;

public sealed class CallLimitTests
{
    [Fact]
    public async Task A_key_that_calls_too_often_is_told_so()
    {
        await using var hub = new Hub(new Dictionary<string, string> { ["TaskHub:Api:RequestsPerMinute"] = "2" }).Start();
        using var http = hub.CreateClient();
        var actors = (Actors)hub.Services.GetService(typeof(Actors))!;
        var key = await ((MakeApiKey)hub.Services.GetService(typeof(MakeApiKey))!).RunAsync((await actors.FindAsync(1))!, 1);
        var path = $"/api/admin/v2/?action=get_projects&hash={WorksectionHub.Hash("action=get_projects", key.Value)}";

        var codes = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await http.GetAsync(path, TestContext.Current.CancellationToken);
            codes.Add((int)answer.StatusCode);
            if (i == 2)
            {
                Assert.Equal(
                    """{"status":"error","status_code":11,"message":"Too many requests"}""",
                    await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
                Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            }
        }

        Assert.Equal([200, 200, 429], codes);
    }
}
