using TaskHub.Webhooks;
using TaskHub.Webhooks.Attempts;

namespace TaskHub.Tests.Webhooks.Attempts;

public sealed class CurlTests
{
    [Fact]
    public void A_request_becomes_a_command_without_what_is_secret_and_safe_for_a_shell()
    {
        var attempt = new AttemptView
        {
            Number = 1,
            StartedAt = default,
            DurationMs = 1,
            StatusCode = null,
            Error = null,
            RequestHeaders = new Dictionary<string, string> { ["webhook-id"] = "dlv_1", ["Authorization"] = "•••", ["Content-Length"] = "9" },
            RequestBody = """{"name":"it's $(rm)"}""",
            ResponseHeaders = null,
            ResponseBody = null,
            ResponseCut = false,
            Timing = new AttemptTiming(null, null, null, null),
        };

        Assert.Equal(
            """
            curl -i 'https://example.com/?a=1&b=2' \
              -H 'webhook-id: dlv_1' \
              -H 'Content-Type: application/json' \
              --data-raw '{"name":"it'\''s $(rm)"}'
            """,
            Curl.Of("https://example.com/?a=1&b=2", attempt));
    }
}
