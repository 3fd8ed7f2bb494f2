using Microsoft.AspNetCore.DataProtection;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Security;

public sealed class WebhookSecretsTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly WebhookSecrets secrets = new(new EphemeralDataProtectionProvider());

    [Fact]
    public void A_secret_is_unreadable_at_rest_and_comes_back()
    {
        var kept = secrets.Protect(1, 2, SecretKind.Signing, Secret);

        Assert.DoesNotContain("MfKQ", kept, StringComparison.Ordinal);
        Assert.Equal(Secret, secrets.Open(1, 2, SecretKind.Signing, kept));
    }

    [Theory]
    [InlineData(9, 2, SecretKind.Signing)]
    [InlineData(1, 9, SecretKind.Signing)]
    [InlineData(1, 2, SecretKind.Password)]
    public void It_cannot_be_opened_in_another_place(long organization, long webhook, SecretKind kind) =>
        Assert.Null(secrets.Open(organization, webhook, kind, secrets.Protect(1, 2, SecretKind.Signing, Secret)));

    [Fact]
    public void Nor_with_the_keys_of_another_hub() =>
        Assert.Null(new WebhookSecrets(new EphemeralDataProtectionProvider())
            .Open(1, 2, SecretKind.Signing, secrets.Protect(1, 2, SecretKind.Signing, Secret)));
}
