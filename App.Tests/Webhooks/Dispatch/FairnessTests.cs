using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Dispatch;

namespace TaskHub.Tests.Webhooks.Dispatch;

/// <summary>What slow receivers do to a prompt one: nothing. The deadline is far away, so whatever hangs keeps its place until the end.</summary>
public sealed class FairnessTests
{
    private const string FarAway = "00:10:00";
    private const string Well = "/well";

    [Fact]
    public async Task More_receivers_that_hang_than_there_are_places_keep_nobody_from_a_prompt_one()
    {
        const int Hanging = 300;
        await using var receiver = await Receiver.StartAsync();
        var forever = new TaskCompletionSource();
        receiver.AnswerWith(r => r.Path == Well ? Answer.Ok : new Answer { Until = forever.Task });
        await using var bench = await Workbench.StartAsync(timeout: FarAway);
        for (var i = 0; i < Hanging; i++)
        {
            await bench.AddWebhookAsync($"{receiver.Url}hangs/{i}");
        }

        await bench.HappenAsync(1);
        await receiver.WaitForAsync(Hanging);
        await bench.AddWebhookAsync(receiver.Url + Well[1..]);
        await bench.HappenAsync(2, 3, 4, 5, 6, 7, 8, 9);

        await receiver.WaitForAsync(8, IsWell);
        Assert.Equal(Hanging, receiver.Requests.Count(r => !IsWell(r)));
        forever.SetResult();
    }

    [Fact]
    public async Task Fifty_receivers_that_were_quick_and_all_hang_at_once_leave_room_for_a_prompt_one()
    {
        const int Slow = 50;
        await using var receiver = await Receiver.StartAsync();
        await using var bench = await Workbench.StartAsync(timeout: FarAway);
        for (var i = 0; i < Slow; i++)
        {
            await bench.AddWebhookAsync($"{receiver.Url}slow/{i}");
        }

        var well = await bench.AddWebhookAsync(receiver.Url + Well[1..]);
        await bench.HappenAsync(Tasks(1, 70));
        await bench.UntilAsync(db => db.Deliveries.AllAsync(d => d.State == DeliveryState.Delivered));

        var forever = new TaskCompletionSource();
        receiver.AnswerWith(r => IsWell(r) ? Answer.Ok : new Answer { Until = forever.Task });
        await bench.HappenAsync(Tasks(101, 40));
        await receiver.WaitForAsync((70 * Slow) + (3 * Slow), r => !IsWell(r));
        await bench.HappenAsync(Tasks(201, 40));

        await bench.UntilAsync(db => db.Deliveries.Where(d => d.WebhookId == well).AllAsync(d => d.State == DeliveryState.Delivered));
        var held = receiver.Requests.Skip(70 * (Slow + 1)).Where(r => !IsWell(r)).GroupBy(r => r.Path).Select(lane => lane.Count()).ToList();
        Assert.Equal(Slow, held.Count);
        Assert.True(held.Sum() < Slow + SharedCap.Shared, $"{held.Sum()} attempts hang.");
        forever.SetResult();
    }

    [Fact]
    public async Task What_was_held_leaves_one_by_one_at_first_the_oldest_first()
    {
        var (now, most) = (0, 0);
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(410);
        await using var bench = await Workbench.StartAsync();
        var hook = await bench.AddWebhookAsync(receiver.Url);
        await bench.HappenAsync(1);
        await bench.UntilAsync(db => db.Webhooks.AllAsync(w => !w.Enabled));
        await bench.HappenAsync(Tasks(2, 99));

        receiver.AnswerWith(r => new Answer
        {
            Writes = async context =>
            {
                var beside = Interlocked.Increment(ref now);
                most = r.Number <= 1 + 64 ? Math.Max(most, beside) : most;
                await context.Response.WriteAsync("taken");
                await context.Response.CompleteAsync();
                Interlocked.Decrement(ref now);
            },
        });
        await bench.EnableAsync(hook);
        await bench.UntilAsync(db => db.Deliveries.AllAsync(d => d.State == DeliveryState.Delivered));
        Assert.Equal(1, most);
        Assert.Equal(Tasks(1, 64), receiver.Requests.Skip(1).Take(64).Select(TaskOf));
    }

    private static bool IsWell(ReceivedRequest request) => request.Path == Well;

    private static long TaskOf(ReceivedRequest request) => long.Parse(request.Json.GetProperty("id").GetString()!, CultureInfo.InvariantCulture);

    private static long[] Tasks(int first, int count) => [.. Enumerable.Range(first, count).Select(i => (long)i)];
}
