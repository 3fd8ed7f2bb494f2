using System.Net;

namespace TaskHub.Webhooks.Security;

/// <summary>Turns a host name into addresses. Tests put their own in, to answer what no real name server would.</summary>
public interface INameResolver
{
    /// <summary>All addresses of a name, in the order of preference.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The name has none, or the name server did not answer.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation);
}

/// <summary>The name service of this machine.</summary>
public sealed class SystemNameResolver : INameResolver
{
    // The call to the system cannot be interrupted, only abandoned.
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation) =>
#pragma warning disable RS0030 // What it answers is judged where it is dialled, in OutboundHandler.
        Dns.GetHostAddressesAsync(host, cancellation).WaitAsync(cancellation);
#pragma warning restore RS0030
}
