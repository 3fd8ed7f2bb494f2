using System.Security.Cryptography;
using System.Text;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Security;

public sealed class WebhookSignerTests
{
    [Fact]
    public void The_published_example_of_Standard_Webhooks_is_signed_the_same()
    {
        Assert.True(SigningSecret.TryReadKey("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", out var key));

        var signature = WebhookSigner.Sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), """{"test": 2432232314}"""u8, [key]);

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    [Fact]
    public void While_two_secrets_live_both_sign_the_bytes_as_they_are()
    {
        byte[][] keys = [RandomNumberGenerator.GetBytes(24), RandomNumberGenerator.GetBytes(64)];
        var body = Encoding.UTF8.GetBytes("""{"name":"Grüße 🎉\n"}""");

        var signatures = WebhookSigner.Sign("dlv_1", DateTimeOffset.FromUnixTimeSeconds(1_800_000_000), body, keys).Split(' ');

        byte[] signed = [.. "dlv_1.1800000000."u8, .. body];
        Assert.Equal(keys.Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed))), signatures);
    }

    [Fact]
    public void A_new_secret_is_one_and_never_the_same()
    {
        var first = SigningSecret.Generate();

        Assert.True(SigningSecret.TryReadKey(first, out var key));
        Assert.Equal(32, key.Length);
        Assert.NotEqual(first, SigningSecret.Generate());
    }

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_secret_has_24_to_64_bytes(int length, bool expected) =>
        Assert.Equal(expected, SigningSecret.TryReadKey("whsec_" + Convert.ToBase64String(new byte[length]), out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8I LPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa-_")]
    public void Anything_else_is_no_secret(string? text) => Assert.False(SigningSecret.TryReadKey(text, out _));
}
