using System.Net;
using TaskHub.Tests.Browser;

namespace TaskHub.Tests.Shell;

public sealed class ProbesTests
{
    [Fact]
    public async Task A_hub_is_live_at_once_but_ready_only_when_it_has_been_set_up()
    {
        await using var untouched = new Hub(Hub.Untouched).Start();
        await using var hub = new Hub().Start();

        Assert.Equal((HttpStatusCode.OK, "live\n"), await GetAsync(untouched, "live"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "setup\n"), await GetAsync(untouched, "ready"));
        Assert.Equal((HttpStatusCode.OK, "ready\n"), await GetAsync(hub, "ready"));
    }

    private static async Task<(HttpStatusCode Status, string Text)> GetAsync(Hub hub, string probe)
    {
        using var client = hub.CreateClient();
        using var answer = await client.GetAsync($"/health/{probe}", TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
