using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Webhooks;

/// <summary>Strict order and the rate, as an administrator chooses them by the API.</summary>
public sealed class OrderAndRateTests(HookHub world) : IClassFixture<HookHub>
{
    [Fact]
    public async Task Without_a_word_there_is_neither_and_both_can_be_chosen_changed_and_taken_away()
    {
        var plain = await world.CreateAsync("plain");
        Assert.False((bool)plain.Object["strict_order"]!);
        Assert.Null(plain.Object["rate_per_minute"]);

        var chosen = await world.CreateAsync("chosen", ""","strict_order":true,"rate_per_minute":120""");
        Assert.Equal((true, 120), ((bool)chosen.Object["strict_order"]!, (int)chosen.Object["rate_per_minute"]!));

        var described = await world.Api.PatchAsync($"/web_hooks/{chosen.Id}", """{"description":"left alone"}""");
        Assert.Equal((true, 120), ((bool)described.Object["strict_order"]!, (int)described.Object["rate_per_minute"]!));

        var taken = await world.Api.PatchAsync($"/web_hooks/{chosen.Id}", """{"strict_order":false,"rate_per_minute":null}""");
        Assert.False((bool)taken.Object["strict_order"]!);
        Assert.Null(taken.Object["rate_per_minute"]);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("60001")]
    public async Task A_rate_that_is_out_of_range_is_refused_at_its_field(string rate)
    {
        var answer = await world.CreateAsync("range", $",\"rate_per_minute\":{rate}");
        Assert.Equal(422, answer.Status);
        Assert.Contains("from 1 to 60,000", (string?)answer.Object["errors"]!["rate_per_minute"]![0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rate_per_minute", "1.5")]
    [InlineData("rate_per_minute", "\"fast\"")]
    [InlineData("strict_order", "\"yes\"")]
    public async Task What_is_no_number_or_no_flag_is_malformed(string field, string value)
    {
        var answer = await world.CreateAsync("malformed", $",\"{field}\":{value}");
        Assert.Equal(400, answer.Status);
        Assert.Contains(field, answer.Object.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_strict_order_a_receiver_that_stumbles_gets_everything_one_at_a_time_and_in_sequence()
    {
        var (now, most, calls) = (0, 0, 0);
        world.Receiver.AnswerWith(r => r.Path != "/strict" || r.WebhookEvent == "test" ? Answer.Ok : new Answer
        {
            Writes = async context =>
            {
                most = Math.Max(most, Interlocked.Increment(ref now));
                context.Response.StatusCode = Interlocked.Increment(ref calls) % 3 == 0 ? 503 : 200;
                await context.Response.CompleteAsync();
                Interlocked.Decrement(ref now);
            },
        });
        var hook = (await world.CreateAsync("strict", ""","strict_order":true""")).Id;
        for (var i = 0; i < 12; i++)
        {
            await world.TaskAsync($"Step {i}");
        }

        await world.DeliveriesAsync(hook, all => all.Count == 12 && all.All(d => (string?)d!["state"] == "delivered"));
        var sequence = world.Receiver.Requests.Where(r => r.Path == "/strict" && r.WebhookEvent != "test").Select(r => int.Parse(r["webhook-sequence"]!, null)).ToList();
        Assert.Equal(sequence.Order(), sequence);
        Assert.Equal(Enumerable.Range(1, 12), sequence.Distinct());
        Assert.True(sequence.Count > 12, "Nothing failed, so nothing was tried.");
        Assert.Equal(1, most);
    }
}
