using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TaskHub.Tests.Faults;

/// <summary>
/// A receiver that misbehaves at its first request and is well from the second on. It is a bare socket, so that it can do what no server
/// would; a request that it accepts has been read whole.
/// </summary>
internal sealed class ScriptedReceiver : IAsyncDisposable
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource closing = new();
    private readonly Misbehaviour how;
    private readonly X509Certificate2? well;
    private Task accepting = Task.CompletedTask;
    private int requests;
    private int accepted;

    /// <param name="how">What it does first.</param>
    /// <param name="well">The certificate that it shows when it is well, where it speaks TLS.</param>
    public ScriptedReceiver(Misbehaviour how, X509Certificate2? well = null)
    {
        (this.how, this.well) = (how, well);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        if (!how.IsAway)
        {
            Come();
        }
    }

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    /// <summary>How many requests it has answered with 200 after it had read them whole, the misbehaviour itself aside.</summary>
    public int Accepted => Volatile.Read(ref accepted);

    /// <summary>Begins to listen: the port was taken, and nobody there.</summary>
    public void Come()
    {
        listener.Listen();
        accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Dispose();
        await accepting;
        closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                served.Add(ServeAsync(await listener.AcceptAsync(closing.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            var isFirst = Interlocked.Increment(ref requests) == 1 && !how.IsAway;
            await using Stream plain = new NetworkStream(socket, ownsSocket: true);
            if (isFirst && how is { BreaksTls: true, Act: { } act })
            {
                _ = await plain.ReadAsync(new byte[16 * 1024], closing.Token);
                await act(socket, plain, closing.Token);
                return;
            }

            await using var stream = well is null ? plain : new SslStream(plain, leaveInnerStreamOpen: false);
            if (stream is SslStream secure)
            {
                var shown = isFirst ? how.Certificate ?? well! : well!;
                await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = shown }, closing.Token);
            }

            await ReadRequestAsync(stream, closing.Token);
            if (isFirst && how.Act is { } misbehave)
            {
                await misbehave(socket, stream, closing.Token);
                return;
            }

            Interlocked.Increment(ref accepted);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(Ok), closing.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or AuthenticationException or SocketException or ObjectDisposedException)
        {
            // The other side left, which is what most of this is about.
        }
    }

    private static async Task ReadRequestAsync(Stream stream, CancellationToken cancel)
    {
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        int end;
        while ((end = text.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0 || text.Length < end + 4 + LengthOf(text.ToString()))
        {
            var count = await stream.ReadAsync(buffer, cancel);
            if (count == 0)
            {
                throw new IOException("The request broke off.");
            }

            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
    }

    private static int LengthOf(string head)
    {
        const string name = "content-length:";
        var at = head.IndexOf(name, StringComparison.OrdinalIgnoreCase) + name.Length;
        return int.Parse(head.AsSpan(at, head.IndexOf('\r', at) - at), CultureInfo.InvariantCulture);
    }
}
