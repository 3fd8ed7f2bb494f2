using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace TaskHub.Identity;

/// <summary>Hands mails to the operator's mail server, which alone is called: whom it may reach stands in the configuration and nowhere else.</summary>
/// <param name="options">Which server, and how.</param>
/// <param name="trust">Whose certificates are believed; null for those that the machine believes.</param>
internal sealed class MailServer(IOptions<MailOptions> options, X509ChainPolicy? trust = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Sends them over one connection, and hears of each that was taken.</summary>
    /// <exception cref="Exception">The server is not reached, or refused one; those before it were taken.</exception>
    public async Task SendAsync(IEnumerable<(MimeMessage Mail, Func<Task> Taken)> mails, CancellationToken cancel)
    {
        var settings = options.Value;
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds, CheckCertificateRevocation = false };
        if (trust is not null)
        {
            client.ServerCertificateValidationCallback = (_, certificate, _, errors) => IsTrusted(certificate, errors);
        }

        await client.ConnectAsync(settings.Host!, settings.Port, settings.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        }, cancel);
        if (settings.User is { } user)
        {
            await client.AuthenticateAsync(user, settings.Password ?? "", cancel);
        }

        foreach (var (mail, taken) in mails)
        {
            await client.SendAsync(mail, cancel);
            await taken();
        }

        await client.DisconnectAsync(quit: true, cancel);
    }

    private bool IsTrusted(X509Certificate? certificate, SslPolicyErrors errors)
    {
        using var chain = new X509Chain { ChainPolicy = trust!.Clone() };
        return (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None && certificate is X509Certificate2 shown && chain.Build(shown);
    }
}
