using Bunit;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Attempts;

namespace TaskHub.Tests.Webhooks.Attempts;

public sealed class AttemptSidesTests : BunitContext
{
    public AttemptSidesTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Theory]
    [InlineData("dns", null, null, true)]
    [InlineData("refused_address", null, null, true)]
    [InlineData("tls", 1, 1, true)]
    [InlineData("connect", 1, null, true)]
    [InlineData("connect", 1, 1, false)]
    [InlineData("connect", null, null, false)]
    [InlineData("timeout", 1, 1, false)]
    [InlineData("http_status", 1, 1, false)]
    [InlineData(null, 1, 1, false)]
    public void A_request_that_never_left_the_hub_is_not_shown_as_one_that_was_sent(string? error, int? dns, int? connect, bool never)
    {
        var attempt = new AttemptView
        {
            Number = 1,
            StartedAt = default,
            DurationMs = 1,
            StatusCode = error is null ? 200 : null,
            Error = error,
            RequestHeaders = new Dictionary<string, string> { ["webhook-id"] = "dlv_1" },
            RequestBody = "{}",
            ResponseHeaders = null,
            ResponseBody = null,
            ResponseCut = false,
            Timing = new AttemptTiming(dns, connect, null, null),
        };

        var sides = Render<AttemptSides>(p => p.Add(s => s.Attempt, attempt));

        Assert.Equal(never, sides.Markup.Contains(AttemptsText.NeverLeft, StringComparison.Ordinal));
    }
}
