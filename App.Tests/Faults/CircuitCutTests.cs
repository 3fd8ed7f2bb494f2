using System.Globalization;
using TaskHub.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Faults;

/// <summary>
/// A person writes a comment while the line to the hub is cut, stays away, or the hub dies: what was typed before and meanwhile is posted
/// whole afterwards, once, and the page shows what others did in between.
/// </summary>
public sealed class CircuitCutTests(SharedChromium chromium, ITestOutputHelper output) : IDisposable
{
    // A page that reconnects through a busy machine; a hub that starts on one.
    private const float Patience = 90_000;

    private readonly int port = HubProcess.FreePort();
    private HubProcess? hub;

    private string HubUrl => string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}/");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_typed_survives_a_cut_line_and_a_restarted_hub_and_is_posted_once()
    {
        var tally = new Tally(FaultKind.Circuit);
        await using var receiver = await CountingReceiver.StartAsync(DeliveryHub.Secret);
        using var folder = new TemporaryFolder();
        using var wire = new Wire(port);
        await StartAsync(folder.Path);
        using var api = ServingHub.Client(HubUrl);
        await api.CreateWebhookAsync(receiver.Url + CountingReceiver.Quick, "redbooth");
        var project = await api.MakeAsync("projects", new() { ["organization_id"] = 1, ["name"] = "Cut" });
        var task = await api.MakeAsync("tasks", new() { ["project_id"] = (long)project["id"]!, ["name"] = "Talk" });
        var id = (long)task["id"]!;
        await using var context = await (await chromium.BrowserAsync()).NewContextAsync(new() { BaseURL = wire.Url });
        var page = await context.NewPageAsync();
        await page.SignInAsync();
        await page.OpenAsync($"/app/tasks/{id}");
        var slowest = TimeSpan.Zero;

        for (var i = 1; i <= FaultKind.Circuit.Planned; i++)
        {
            var (mine, theirs) = ($"My own words number {i}, all of them.", $"Another's words number {i}.");
            var box = page.GetByLabel("Write a comment");
            await box.PressSequentiallyAsync(mine[..14]);
            wire.Cut();
            await box.PressSequentiallyAsync(mine[14..]);
            if (i % 3 != 1)
            {
                await Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync(new() { Timeout = Patience });
            }

            if (i % 3 == 0)
            {
                await hub!.KillAsync();
                await StartAsync(folder.Path);
            }

            await api.MakeAsync("comments", new() { ["target_type"] = "Task", ["target_id"] = id, ["body"] = theirs });
            wire.Mend();
            var mended = TimeProvider.System.GetTimestamp();
            await Expect(page.Locator(".comment").Filter(new() { HasText = theirs })).ToBeVisibleAsync(new() { Timeout = Patience });
            await Expect(page.Locator("[data-circuit]")).ToBeAttachedAsync(new() { Timeout = Patience });
            await Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync(new() { Timeout = Patience });
            var took = TimeProvider.System.GetElapsedTime(mended);
            slowest = took > slowest ? took : slowest;
            await Expect(box).ToHaveValueAsync(mine);
            await box.PressAsync("Control+Enter");
            await Expect(page.Locator(".comment").Filter(new() { HasText = mine })).ToHaveCountAsync(1);
            await Expect(box).ToHaveValueAsync("");
            tally.Judged();
        }

        Assert.Equal(0, await hub!.StopAsync(Cancel));
        await JudgeAsync(tally, receiver, folder.Path);
        tally.Note = string.Create(CultureInfo.InvariantCulture, $"a page is usable {slowest.TotalMilliseconds:0} ms after the line is back (longest)");
        FaultReport.Close(output, tally);
    }

    public void Dispose() => hub?.Dispose();

    /// <summary>Each comment stands once, with its event, which has arrived.</summary>
    private static async Task JudgeAsync(Tally tally, CountingReceiver receiver, string folder)
    {
        using var ledger = new Ledger(Path.Combine(folder, "taskhub.db"));
        await receiver.AcceptedAsync(ledger.DeliveryIds(), TimeSpan.FromSeconds(1));
        tally.Expect(ledger.Integrity() == "ok", ledger.Integrity);
        var comments = ledger.Events().Where(e => e.Type == "comment.created").Select(e => e.Key).ToList();
        tally.Acknowledged = comments.Count;
        tally.Expect(comments.Count == 2 * tally.Injections && comments.Distinct(StringComparer.Ordinal).Count() == comments.Count, () => string.Join('\n', comments));
        foreach (var delivery in ledger.Deliveries())
        {
            var arrived = receiver.Arrivals.GetValueOrDefault(delivery.PublicId)?.Count ?? 0;
            tally.Expect(arrived > 0, () => $"{delivery.PublicId} never arrived");
            tally.Delivered += arrived > 0 ? 1 : 0;
            tally.Lost += arrived > 0 ? 0 : 1;
            tally.Duplicated += arrived > 1 ? 1 : 0;
        }
    }

    private async Task StartAsync(string folder)
    {
        hub?.Dispose();
        hub = ServingHub.Start(HubUrl, folder);
        await hub.ListensAsync(Cancel);
    }
}
