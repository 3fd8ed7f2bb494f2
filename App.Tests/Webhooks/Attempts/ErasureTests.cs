using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Tests.Fakes;
using TaskHub.Tests.Webhooks.Dispatch;
using TaskHub.Webhooks;

namespace TaskHub.Tests.Webhooks.Attempts;

/// <summary>What was expunged is in no byte of the database's files.</summary>
public sealed class ErasureTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    public async Task Expunged_bodies_are_in_no_file_of_the_database_any_more(int repeats)
    {
        var (sent, answered) = (Text("sent", repeats), Text("answered", Math.Min(repeats, 200)));
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(r => Answer.Of(200, answered));
        await using var bench = await Workbench.StartAsync();
        var hook = await bench.AddWebhookAsync(receiver.Url, w => w.Format = WebhookFormat.Full);
        await bench.HappenAsync("before", [.. Enumerable.Range(1, 60).Select(i => (long)i)]);
        receiver.AnswerWith(r => r.Text.Contains("sent-", StringComparison.Ordinal) ? Answer.Of(200, answered) : Answer.Ok);
        await bench.HappenAsync(sent, 61);
        await bench.HappenAsync("after", [.. Enumerable.Range(62, 60).Select(i => (long)i)]);
        await bench.UntilAsync(async db => await db.Deliveries.CountAsync(d => d.State == DeliveryState.Delivered) == 121);
        var folder = bench.Services.GetRequiredService<DataFolder>();
        Assert.True(Holds(folder, "sent-") && Holds(folder, "answered-"), "There was nothing to expunge.");

        var expunge = bench.Services.GetRequiredService<ExpungeDelivery>();
        foreach (var delivery in (await bench.DeliveriesAsync(hook)).Where(d => d.ObjectId <= 61))
        {
            Assert.True((await expunge.RunAsync(bench.Actor, delivery.PublicId, TestContext.Current.CancellationToken)).Ok);
        }

        Assert.False(Holds(folder, "sent-"));
        Assert.False(Holds(folder, "answered-"));
        Assert.Equal(121, (await bench.AttemptsAsync(hook)).Count(a => a.StatusCode == 200));
    }

    private static string Text(string word, int repeats) => string.Concat(Enumerable.Range(0, repeats).Select(i => $"{word}-{i:D5} "));

    private static bool Holds(DataFolder folder, string text) =>
        Directory.EnumerateFiles(folder.Path, "taskhub.db*").Any(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
        });
}
