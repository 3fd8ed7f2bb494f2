using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Security;

public sealed class OutboundTlsTests
{
    private const string Name = "receiver.example.com";
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private static readonly DateTimeOffset Today = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_trusted_certificate_of_the_right_name_is_taken() =>
        Assert.Equal(AttemptError.None, await PostAsync(Certificate(Name, Today.AddDays(1)), isTrusted: true));

    [Fact, Trait(Behaviours.Number, "19")]
    public async Task A_self_signed_certificate_is_not() =>
        Assert.Equal(AttemptError.Tls, await PostAsync(Certificate(Name, Today.AddDays(1)), isTrusted: false));

    [Fact, Trait(Behaviours.Number, "19")]
    public async Task Nor_one_of_another_name() =>
        Assert.Equal(AttemptError.Tls, await PostAsync(Certificate("other.example.com", Today.AddDays(1)), isTrusted: true));

    [Fact, Trait(Behaviours.Number, "19")]
    public async Task Nor_one_that_has_expired() =>
        Assert.Equal(AttemptError.Tls, await PostAsync(Certificate(Name, Today.AddDays(-1)), isTrusted: true));

    [Fact]
    public async Task Nor_one_that_is_for_something_else_than_a_server() =>
        Assert.Equal(AttemptError.Tls, await PostAsync(Certificate(Name, Today.AddDays(1), purpose: "1.3.6.1.5.5.7.3.4"), isTrusted: true));

    [Fact, Trait(Behaviours.Number, "19")]
    public async Task A_receiver_that_speaks_only_an_old_TLS_is_not_spoken_to()
    {
        using var certificate = Certificate(Name, Today.AddDays(1));
#pragma warning disable SYSLIB0039, CA5397 // That it is old is the point.
        await using var receiver = new BareReceiver(
            Ok, new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = SslProtocols.Tls11 });
#pragma warning restore SYSLIB0039, CA5397

        Assert.Equal(AttemptError.Tls, await PostAsync(receiver.Port, certificate));
    }

    [Fact, Trait(Behaviours.Number, "12")]
    public async Task An_offer_of_a_newer_HTTP_is_not_taken_up()
    {
        // The receiver would speak HTTP/2, and names a port for HTTP/3, but answers only to what it is asked in HTTP/1.1.
        using var certificate = Certificate(Name, Today.AddDays(1));
        await using var receiver = new BareReceiver(
            "HTTP/1.1 200 OK\r\nAlt-Svc: h3=\":443\", h2=\":443\"; ma=86400\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
            new SslServerAuthenticationOptions
            {
                ServerCertificate = certificate,
                ApplicationProtocols = [SslApplicationProtocol.Http3, SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
            });
        using var client = Clients.Create(
            new ScriptedResolver([["127.0.0.1"]]), options => options.AllowedPorts = [receiver.Port], Trust(certificate));

        Assert.True((await client.PostAsync($"https://{Name}:{receiver.Port}/")).IsSuccess);
        Assert.True((await client.PostAsync($"https://{Name}:{receiver.Port}/")).IsSuccess);
        Assert.Equal(2, receiver.Connections);
    }

    [Fact, Trait(Behaviours.Number, "11")]
    public async Task A_redirect_from_https_to_http_is_not_followed_either()
    {
        await using var plain = await Receiver.StartAsync();
        using var certificate = Certificate(Name, Today.AddDays(1));
        await using var receiver = new BareReceiver(
            $"HTTP/1.1 307 Temporary Redirect\r\nLocation: {plain.Url}\r\nContent-Length: 0\r\n\r\n",
            new SslServerAuthenticationOptions { ServerCertificate = certificate });

        Assert.Equal(AttemptError.Redirect, await PostAsync(receiver.Port, certificate));
        Assert.Empty(plain.Requests);
    }

    [Fact]
    public async Task An_answer_without_encryption_is_no_answer()
    {
        await using var receiver = new BareReceiver(Ok);

        Assert.Equal(AttemptError.Tls, await PostAsync(receiver.Port, trusted: null));
    }

    [Fact]
    public async Task A_handshake_that_never_ends_is_too_slow()
    {
        await using var receiver = new BareReceiver(BareReceiver.UntilClosedAsync);

        Assert.Equal(AttemptError.Timeout, await PostAsync(receiver.Port, trusted: null, TimeSpan.FromMilliseconds(400)));
    }

    private static async Task<AttemptError> PostAsync(X509Certificate2 certificate, bool isTrusted)
    {
        using (certificate)
        {
            await using var receiver = new BareReceiver(Ok, new SslServerAuthenticationOptions { ServerCertificate = certificate });
            return await PostAsync(receiver.Port, isTrusted ? certificate : null);
        }
    }

    private static async Task<AttemptError> PostAsync(int port, X509Certificate2? trusted, TimeSpan? timeout = null)
    {
        using var client = Clients.Create(
            new ScriptedResolver([["127.0.0.1"]]),
            options => (options.AllowedPorts, options.Timeout) = ([port], timeout ?? options.Timeout),
            trusted is null ? null : Trust(trusted));
        return (await client.PostAsync($"https://{Name}:{port}/")).Error;
    }

    /// <summary>Rules that trust this certificate alone.</summary>
    internal static X509ChainPolicy Trust(X509Certificate2 trusted)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(trusted);
        return trust;
    }

    internal static X509Certificate2 Certificate(string name, DateTimeOffset until, string purpose = "1.3.6.1.5.5.7.3.1")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        return request.CreateSelfSigned(until.AddDays(-30), until);
    }
}
