using System.Security.Cryptography.X509Certificates;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using TaskHub.Identity;
using TaskHub.Tests.Fakes;
using TaskHub.Tests.Webhooks.Security;

namespace TaskHub.Tests.Identity;

/// <summary>Mail over an encrypted line with a sign-in, to a server that really has both.</summary>
public sealed class MailServerTests : IDisposable
{
    private readonly X509Certificate2 certificate = OutboundTlsTests.Certificate("localhost", TimeProvider.System.GetUtcNow().AddDays(1));

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task A_mail_goes_over_an_encrypted_line_after_the_sign_in(MailSecurity security)
    {
        await using var box = new MailBox { Certificate = certificate, AtOnce = security == MailSecurity.Tls, User = "hub:pass word" };

        await SendAsync(box, security, "pass word");

        Assert.Equal("Told", Assert.Single(box.Mails).Subject);
        Assert.True(box.WasEncrypted);
        Assert.DoesNotContain(box.InTheClear, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_password_sends_nothing_and_says_so()
    {
        await using var box = new MailBox { Certificate = certificate, User = "hub:pass word" };

        await Assert.ThrowsAsync<AuthenticationException>(() => SendAsync(box, MailSecurity.StartTls, "other"));

        Assert.Empty(box.Mails);
    }

    [Fact]
    public async Task Neither_password_nor_mail_goes_where_the_line_is_not_encrypted_or_the_certificate_not_believed()
    {
        await using var plain = new MailBox { User = "hub:pass word" };
        await Assert.ThrowsAsync<NotSupportedException>(() => SendAsync(plain, MailSecurity.StartTls, "pass word"));
        await using var unknown = new MailBox { Certificate = certificate, User = "hub:pass word" };
        await Assert.ThrowsAsync<SslHandshakeException>(() => SendAsync(unknown, MailSecurity.StartTls, "pass word", isTrusted: false));
        await using var other = new MailBox { Certificate = OutboundTlsTests.Certificate("other.example", TimeProvider.System.GetUtcNow().AddDays(1)), User = "hub:pass word" };
        await Assert.ThrowsAsync<SslHandshakeException>(() => SendAsync(other, MailSecurity.StartTls, "pass word", other.Certificate));

        foreach (var box in new[] { plain, unknown, other })
        {
            Assert.Empty(box.Mails);
            Assert.DoesNotContain(box.InTheClear, line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
        }
    }

    public void Dispose() => certificate.Dispose();

    private Task SendAsync(MailBox box, MailSecurity security, string password, X509Certificate2? trusted = null, bool isTrusted = true)
    {
        var options = new MailOptions { Host = "localhost", Port = box.Port, Security = security, User = "hub", Password = password, From = "hub@example.org" };
        var mail = new MimeMessage { Subject = "Told", Body = new TextPart("plain") { Text = "Words" } };
        mail.From.Add(MailboxAddress.Parse(options.From));
        mail.To.Add(MailboxAddress.Parse("ada@example.org"));
        var server = new MailServer(Options.Create(options), isTrusted ? OutboundTlsTests.Trust(trusted ?? certificate) : null);
        return server.SendAsync([(mail, () => Task.CompletedTask)], TestContext.Current.CancellationToken);
    }
}
