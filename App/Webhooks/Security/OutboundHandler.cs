using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace TaskHub.Webhooks.Security;

/// <summary>
/// The one handler through which bytes leave the process. Each setting closes a way around the guard: a redirect, a proxy from
/// the environment or HTTP/3 would reach addresses that nobody checked.
/// </summary>
internal static class OutboundHandler
{
    // A lane bounds what one webhook has in flight; this only keeps fifty of them from flooding one host.
    private const int ConnectionsPerHost = 512;

#pragma warning disable RS0030 // This is the one place that the rule keeps for what leaves the process.
    public static SocketsHttpHandler Create(
        WebhookOptions options, AddressPolicy policy, INameResolver resolver, X509ChainPolicy? trust, SeenCertificates? certificates = null) => new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            Credentials = null,
            PreAuthenticate = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = options.Timeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxConnectionsPerServer = ConnectionsPerHost,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 0,
            SslOptions = Ssl(trust),
            ConnectCallback = (context, cancellation) =>
                ConnectAsync(context.DnsEndPoint, context.InitialRequestMessage as OutboundRequest, options.Timeout, policy, resolver, cancellation),
            PlaintextStreamFilter = (context, _) =>
            {
                // Called once a connection, with the handshake behind it.
                (context.InitialRequestMessage as OutboundRequest)?.Secured();
                if (context.PlaintextStream is SslStream { RemoteCertificate: { } certificate } && context.InitialRequestMessage.RequestUri is { } target)
                {
                    certificates?.Saw(target, certificate);
                }

                return ValueTask.FromResult(context.PlaintextStream);
            },
        };

    /// <summary>
    /// Connects as for a request, shakes hands and tells what certificate was shown, whether it holds or not. Nothing is sent over it.
    /// </summary>
    public static async Task<CertificateLook?> LookAsync(
        Uri target, TimeSpan deadline, AddressPolicy policy, INameResolver resolver, X509ChainPolicy? trust, CancellationToken cancellation)
    {
        CertificateLook? look = null;
        await using var stream = await ConnectAsync(
            new DnsEndPoint(target.IdnHost.Trim('[', ']'), target.Port), request: null, deadline, policy, resolver, cancellation);
        if (target.Scheme != Uri.UriSchemeHttps)
        {
            return null;
        }

        await using var tls = new SslStream(stream);
        var options = Ssl(trust);
        options.TargetHost = target.IdnHost.Trim('[', ']');
        options.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            if (certificate is not null)
            {
                using var shown = new X509Certificate2(certificate);
                look = CertificateLook.Of(shown, chain, errors);
            }

            return errors == SslPolicyErrors.None;
        };
        try
        {
            await tls.AuthenticateAsClientAsync(options, cancellation);
            return look! with { Protocol = CertificateLook.NameOf(tls.SslProtocol) };
        }
        catch (AuthenticationException) when (look is not null)
        {
            return look;
        }
    }

    private static SslClientAuthenticationOptions Ssl(X509ChainPolicy? trust) => new()
    {
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        CertificateChainPolicy = trust ?? DefaultTrust(),
    };

    // A certificate may name urls from which to fetch its issuers and revocation lists; fetching them would go around the guard.
    private static X509ChainPolicy DefaultTrust() => new()
    {
        DisableCertificateDownloads = true,
        RevocationMode = X509RevocationMode.NoCheck,
    };

    private static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint target, OutboundRequest? request, TimeSpan deadline, AddressPolicy policy, INameResolver resolver,
        CancellationToken cancellation)
    {
        var addresses = await FindAsync(target.Host, request, policy, resolver, cancellation);
        request?.Dialling();
        Exception? last = null;
        foreach (var address in addresses)
        {
            // A dead first address must not use up the time of the others.
            using var share = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            share.CancelAfter(deadline / addresses.Count);
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, target.Port), share.Token);
                request?.Connected();
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception e)
            {
                socket.Dispose();
                cancellation.ThrowIfCancellationRequested();
                last = e is OperationCanceledException ? new SocketException((int)SocketError.TimedOut) : e;
            }
        }

        throw last!;
    }
#pragma warning restore RS0030

    /// <summary>The addresses of a host, all of them checked: one that is refused refuses the host.</summary>
    private static async ValueTask<IReadOnlyList<IPAddress>> FindAsync(
        string host, OutboundRequest? request, AddressPolicy policy, INameResolver resolver, CancellationToken cancellation)
    {
        if (HostNames.IsLocalhost(host))
        {
            // By its definition it is this machine, whatever a name server says; where only one family is opened, that one is meant.
            var local = new[] { IPAddress.Loopback, IPAddress.IPv6Loopback }.Where(a => policy.Judge(a) == AddressRefusal.None).ToList();
            return local.Count > 0 ? local : throw Refused(policy, host, IPAddress.Loopback, AddressRefusal.PrivateAddress);
        }

        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await ResolveAsync(host, request, resolver, cancellation);
        foreach (var address in addresses)
        {
            var refusal = policy.Judge(address);
            if (refusal != AddressRefusal.None)
            {
                throw Refused(policy, host, address, refusal);
            }
        }

        return addresses;
    }

    private static AddressRefusedException Refused(AddressPolicy policy, string host, IPAddress address, AddressRefusal refusal)
    {
        policy.Report(refusal);
        return new AddressRefusedException(host, address, refusal);
    }

    private static async ValueTask<IPAddress[]> ResolveAsync(
        string host, OutboundRequest? request, INameResolver resolver, CancellationToken cancellation)
    {
        request?.Asking();
        try
        {
            var addresses = await resolver.ResolveAsync(host, cancellation);
            return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.NoData);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new NameNotFoundException(host, e);
        }
    }
}

/// <summary>A host leads to an address that the hub does not call.</summary>
internal sealed class AddressRefusedException(string host, IPAddress address, AddressRefusal refusal)
    : Exception($"{host} leads to {address}: {refusal}")
{
    public AddressRefusal Refusal => refusal;
}

/// <summary>A host name leads nowhere.</summary>
internal sealed class NameNotFoundException(string host, Exception inner) : Exception($"{host} was not resolved", inner);
