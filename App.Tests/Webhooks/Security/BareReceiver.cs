using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace TaskHub.Tests.Webhooks.Security;

/// <summary>
/// A socket that answers bytes, for what no HTTP server would do. It reads the head and body of a request, lets its test write, and
/// closes; with a certificate it speaks TLS first.
/// </summary>
internal sealed class BareReceiver : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly Func<Stream, CancellationToken, Task> answer;
    private readonly SslServerAuthenticationOptions? tls;
    private readonly Task accepting;
    private int connections;

    public BareReceiver(Func<Stream, CancellationToken, Task> answer, SslServerAuthenticationOptions? tls = null)
    {
        (this.answer, this.tls) = (answer, tls);
        listener.Start();
        accepting = AcceptAsync();
    }

    public BareReceiver(string answer, SslServerAuthenticationOptions? tls = null)
        : this((stream, cancel) => stream.WriteAsync(Encoding.Latin1.GetBytes(answer), cancel).AsTask(), tls)
    {
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Connections => connections;

    /// <summary>Waits until the other side has closed, or the test is over.</summary>
    public static async Task UntilClosedAsync(Stream stream, CancellationToken cancel)
    {
        while (await stream.ReadAsync(new byte[1024], cancel) > 0)
        {
        }
    }

    /// <summary>Writes the same bytes again and again until the other side closes.</summary>
    public static async Task DripAsync(Stream stream, string bytes, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(cancel))
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A listener that is gone before its next accept answers with an exception of its own.
        await closing.CancelAsync();
        await accepting;
        listener.Dispose();
        closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(closing.Token);
                Interlocked.Increment(ref connections);
                served.Add(ServeAsync(socket));
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
            await using Stream plain = new NetworkStream(socket, ownsSocket: true);
            await using var stream = tls is null ? plain : new SslStream(plain);
            if (stream is SslStream secure)
            {
                await secure.AuthenticateAsServerAsync(tls!, closing.Token);
            }

            // The requests of these tests are small and come in one piece.
            if (await stream.ReadAsync(new byte[64 * 1024], closing.Token) > 0)
            {
                await answer(stream, closing.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or AuthenticationException)
        {
            // The other side left, which is what most of these tests are about.
        }
    }
}
