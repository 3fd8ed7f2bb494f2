using TaskHub.Webhooks;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Security;

public sealed class CustomHeadersTests
{
    [Fact]
    public void Headers_of_ones_own_are_taken() => Assert.Null(Judge(("X-Api-Key", "a b~!"), ("Accept", "text/plain"), ("x_team", "1")));

    [Theory]
    [InlineData("Host")]
    [InlineData("Connection")]
    [InlineData("Transfer-Encoding")]
    [InlineData("Content-Length")]
    [InlineData("content-type")]
    [InlineData("Authorization")]
    [InlineData("USER-AGENT")]
    [InlineData("webhook-id")]
    [InlineData("Webhook-Signature")]
    [InlineData("Proxy-Authorization")]
    [InlineData("Expect")]
    [InlineData("Upgrade")]
    public void What_the_hub_or_the_connection_sets_is_not(string name) =>
        Assert.Equal($"{name}: {WebhooksText.HeaderNameReserved}", Judge((name, "x")));

    [Theory]
    [InlineData("a\r\nEvil: 1")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a\tb")]
    [InlineData("ü")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("")]
    public void Nothing_that_ends_a_line_gets_in(string value) =>
        Assert.Equal($"X-A: {WebhooksText.HeaderValueMalformed}", Judge(("X-A", value)));

    [Theory]
    [InlineData("")]
    [InlineData("X A")]
    [InlineData("X:A")]
    [InlineData("X-A\r\nEvil")]
    [InlineData("Ü")]
    public void A_strange_name_is_refused_and_not_repeated(string name) =>
        Assert.Equal(WebhooksText.HeaderNameMalformed, Judge((name, "x")));

    [Fact]
    public void One_name_once() => Assert.Equal($"x-a: {WebhooksText.HeaderNameTwice}", Judge(("X-A", "1"), ("x-a", "2")));

    [Fact]
    public void No_more_than_twenty() =>
        Assert.Equal(WebhooksText.TooManyHeaders, Judge([.. Enumerable.Range(0, 21).Select(i => ($"X-{i}", "1"))]));

    [Fact]
    public void Credentials_are_sent_in_UTF_8() => Assert.Equal("Basic w7xzZXI6cDpzcw==", CustomHeaders.Basic("üser", "p:ss"));

    [Theory]
    [InlineData("user", "pass:word", null)]
    [InlineData("user", null, null)]
    [InlineData("us:er", "x", "http_user")]
    [InlineData("us\ner", "x", "http_user")]
    [InlineData("user", "x\r\n", "http_password")]
    public void Credentials_that_would_be_read_otherwise_are_refused(string user, string? password, string? field) =>
        Assert.Equal(field, CustomHeaders.JudgeCredentials(user, password)?.Field);

    private static string? Judge(params (string Name, string Value)[] headers) =>
        CustomHeaders.Judge([.. headers.Select(h => KeyValuePair.Create(h.Name, h.Value))]);
}
