using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TaskHub.Identity;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Fakes;
using TaskHub.Worksection;

namespace TaskHub.Tests.Worksection;

public sealed class CallLimitTests
{
    [Fact]
    public async Task A_key_calls_once_a_second_and_is_told_so_when_it_calls_more_often()
    {
        var time = new StillTime();
        await using var hub = new Hub(
            replace: services => services.AddSingleton(new CallLimit(Options.Create(new WorksectionOptions()), time))).Start();
        using var http = hub.CreateClient();
        var owner = (await hub.Services.GetRequiredService<Actors>().FindAsync(1))!;
        var key = await hub.Services.GetRequiredService<MakeApiKey>().RunAsync(owner, 1);
        var path = $"/api/admin/v2/?action=get_projects&hash={WorksectionHub.Hash("action=get_projects", key.Value)}";

        var codes = new List<int>();
        foreach (var wait in new[] { 0, 0, 0, 1, 0 })
        {
            time.Advance(TimeSpan.FromSeconds(wait));
            using var answer = await http.GetAsync(path, TestContext.Current.CancellationToken);
            codes.Add((int)answer.StatusCode);
            if (codes[^1] == 429)
            {
                Assert.Equal(
                    """{"status":"error","status_code":11,"message":"Too many requests"}""",
                    await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
                Assert.Equal(1, answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
            }
        }

        Assert.Equal([200, 429, 429, 200, 429], codes);
    }
}
