using TaskHub.Webhooks;
using TaskHub.Webhooks.Attempts;

namespace TaskHub.Tests.Webhooks.Attempts;

public sealed class CurlTests
{
    [Fact]
    public void A_request_becomes_a_command_that_says_where_a_secret_belongs_and_is_safe_for_a_shell()
    {
        var attempt = new AttemptView
        {
            Number = 1,
            StartedAt = default,
            DurationMs = 1,
            StatusCode = null,
            Error = null,
            RequestHeaders = new Dictionary<string, string> { ["webhook-id"] = "dlv_1", ["webhook-signature"] = "v1,x", ["X-Api-Key"] = "•••", ["Content-Length"] = "9" },
            RequestBody = """{"name":"it's $(rm)"}""",
            ResponseHeaders = null,
            ResponseBody = null,
            ResponseCut = false,
            Timing = new AttemptTiming(null, null, null, null),
        };

        Assert.Equal(
            """
            curl -i --globoff 'https://example.com/?a[]=1&b={2}' \
              -H 'webhook-id: dlv_1' \
              -H 'webhook-signature: v1,x' \
              -H 'X-Api-Key: •••' \
              -H 'Content-Type: application/json' \
              --data-raw '{"name":"it'\''s $(rm)"}'
            # Put the secrets in place of the dots.
            # A receiver refuses the signature five minutes after webhook-timestamp.
            """,
            Curl.Of("https://example.com/?a[]=1&b={2}", attempt));
    }
}
