using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Telemetry;

/// <summary>One trace leads from the click or the request over the verb and its commit to each attempt, and on to the receiver.</summary>
public sealed class TraceTests(TracedHub hub) : IClassFixture<TracedHub>
{
    [Fact]
    public async Task A_request_of_the_api_its_verb_its_commit_and_each_attempt_are_one_trace_that_the_receiver_is_asked_to_go_on_with()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        const string Caller = "b7ad6b7169203331";
        var failed = false;
        hub.Receiver.AnswerWith(r => Answer.Of(r["traceparent"]?.Contains(Trace, StringComparison.Ordinal) == true && !failed && (failed = true) ? 503 : 200));
        var task = await hub.PostAsync("tasks", new JsonObject { ["project_id"] = hub.Project, ["name"] = "Traced" }, $"00-{Trace}-{Caller}-01");

        var second = await hub.SpanAsync(s => s.TraceId == Trace && s.Name == "attempt" && s.Tags["taskhub.attempt"] == "2");
        var first = await hub.SpanAsync(s => s.TraceId == Trace && s.Name == "attempt" && s.Tags["taskhub.attempt"] == "1");
        var verb = await hub.SpanAsync(s => s.TraceId == Trace && s.Name == "CreateTask");
        var commit = await hub.SpanAsync(s => s.TraceId == Trace && s.Name == "commit");
        var request = await hub.SpanAsync(s => s.TraceId == Trace && s.Source == "Microsoft.AspNetCore");
        Assert.Equal(
            [Caller, request.Id, verb.Id, verb.Id, verb.Id],
            new[] { request, verb, commit, first, second }.Select(s => s.ParentId));
        Assert.Equal((true, "503", "http_status"), (first.IsError, first.Tags["http.response.status_code"], first.Tags["error.type"]));
        Assert.Equal((false, "200", "task.created"), (second.IsError, second.Tags["http.response.status_code"], second.Tags["taskhub.event"]));

        var arrived = await hub.Receiver.WaitForAsync(2, r => r["traceparent"]?.Contains(Trace, StringComparison.Ordinal) == true);
        Assert.Equal([$"00-{Trace}-{first.Id}-01", $"00-{Trace}-{second.Id}-01"], arrived.Select(r => r["traceparent"]));
        var delivery = await hub.GetAsync($"deliveries/{arrived[0].WebhookId}");
        Assert.Equal(arrived[0]["traceparent"], (string?)delivery["attempts"]![0]!["request_headers"]!["traceparent"]);
        Assert.Equal(Trace.Length, second.TraceId.Length);
        Assert.NotNull(task["id"]);
    }

    [Fact]
    public async Task A_click_its_verb_and_the_attempt_are_one_trace()
    {
        hub.Receiver.AnswerWith(200);
        var id = (long)(await hub.PostAsync("tasks", new JsonObject { ["project_id"] = hub.Project, ["name"] = "Clicked" }))["id"]!;
        var page = await hub.OpenAsync($"/app/tasks/{id}");
        await page.GetByLabel("Write a comment").FillAsync("By hand");
        await page.GetByLabel("Write a comment").PressAsync("Control+Enter");
        await Assertions.Expect(page.GetByText("By hand")).ToBeVisibleAsync();
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("Clicked twice");
        await page.GetByLabel("Title", new() { Exact = true }).PressAsync("Enter");

        var verb = await hub.SpanAsync(s => s.Name == "EditTask");
        var attempt = await hub.SpanAsync(s => s.Name == "attempt" && s.ParentId == verb.Id);
        var click = await hub.SpanAsync(s => s.Id == verb.ParentId);
        Assert.Equal("Microsoft.AspNetCore.Components", click.Source);
        Assert.Equal(click.TraceId, attempt.TraceId);
        Assert.Equal("task.updated", attempt.Tags["taskhub.event"]);
    }

    [Fact]
    public async Task Metrics_are_exported_too()
    {
        await hub.Collector.WaitForAsync(r => r.Path == "/v1/metrics" && r.Body.AsSpan().IndexOf("taskhub.attempts"u8) >= 0);
        var metrics = hub.Collector.Requests.First(r => r.Path == "/v1/metrics");
        Assert.True(metrics.Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes("TaskHub")) >= 0);
    }
}
