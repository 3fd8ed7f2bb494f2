namespace TaskHub.Tests.Webhooks;

/// <summary>A hub that sends its traces nowhere still hands on those of its callers.</summary>
public sealed class TraceParentTests(HookHub world) : IClassFixture<HookHub>
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Theory]
    [InlineData("01", true)]
    [InlineData("00", false)]
    public async Task A_trace_that_the_caller_records_is_handed_on_to_the_receiver_and_no_other(string flags, bool isHandedOn)
    {
        await world.CreateAsync($"flags{flags}");
        await world.Api.PostAsync("/tasks", $$"""{"project_id":{{world.Project}},"name":"{{flags}}"}""", ("traceparent", $"00-{Trace}-00f067aa0ba902b7-{flags}"));

        var request = await world.Receiver.WaitForAsync(r => r.Path == $"/flags{flags}" && r.WebhookEvent == "task.created");
        Assert.Equal(isHandedOn, request["traceparent"]?.StartsWith($"00-{Trace}-", StringComparison.Ordinal) ?? false);
        Assert.Equal(isHandedOn, request["traceparent"] is not null);
    }

    [Theory]
    [InlineData("traceparent")]
    [InlineData("Tracestate")]
    public async Task It_cannot_be_set_as_a_custom_header(string name)
    {
        var answer = await world.CreateAsync("custom", $$""","headers":{"{{name}}":"x"}""");
        Assert.Equal(422, answer.Status);
    }
}
