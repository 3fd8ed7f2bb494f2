using System.Globalization;
using System.IO.Compression;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TaskHub.Tests.Faults;

/// <summary>What a receiver does instead of taking a delivery, and what must stand on record of it.</summary>
/// <param name="Name">What it is called in a report.</param>
/// <param name="Errors">The kinds of error that are right, null for a success.</param>
internal sealed record Misbehaviour(string Name, params string?[] Errors)
{
    /// <summary>After the request was read; without it the receiver is merely away, or shows a certificate that is no good.</summary>
    public Func<Socket, Stream, CancellationToken, Task>? Act { get; init; }

    /// <summary>The port is taken and nobody listens there, until someone comes.</summary>
    public bool IsAway { get; init; }

    /// <summary>Speaks TLS with this certificate at first.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Speaks TLS, and misbehaves before the handshake.</summary>
    public bool BreaksTls { get; init; }

    /// <summary>The least time to the next attempt.</summary>
    public TimeSpan Rest { get; init; }

    public bool IsSecure => Certificate is not null || BreaksTls;

    /// <summary>All of them but those of TLS.</summary>
    public static IReadOnlyList<Misbehaviour> All { get; } =
    [
        new("nobody listens", "connect") { IsAway = true },
        new("a reset after the request", "connect", "bad_answer") { Act = ResetAsync },
        Says("closed without an answer", "", "connect"),
        Does("silence", "", UntilClosedAsync),
        Does("headers by drips", "HTTP/1.1 200 OK\r\n", (s, c) => DripAsync(s, "X-A: 1\r\n", c)),
        Does("one header by drips", "HTTP/1.1 200 OK\r\nX-A: ", (s, c) => DripAsync(s, "a", c)),
        Does("a body by drips", "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", (s, c) => DripAsync(s, "x", c)),
        Does("chunks by drips", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", (s, c) => DripAsync(s, "1\r\nx\r\n", c)),
        Does("interim answers for ever", "", (s, c) => DripAsync(s, "HTTP/1.1 100 Continue\r\n\r\n", c)),
        Says("5 MB of body", Answer(200, "", new string('x', 5_000_000)), (string?)null),
        Says("200 KB of headers", Answer(200, $"X-A: {new string('a', 200_000)}\r\n"), "too_large"),
        Says("a gzip bomb", Answer(200, "Content-Encoding: gzip\r\n", Bomb()), (string?)null),
        Says("204", "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n", (string?)null),
        Says("301", Answer(301, "Location: http://127.0.0.1/\r\n"), "redirect"),
        Says("302", Answer(302, "Location: http://127.0.0.1/\r\n"), "redirect"),
        Says("303", Answer(303, "Location: file:///etc/passwd\r\n"), "redirect"),
        Says("307", Answer(307, "Location: http://169.254.169.254/\r\n"), "redirect"),
        Says("308", Answer(308, "Location: //localhost/\r\n"), "redirect"),
        Says("400", Answer(400), "http_status"),
        Says("401", Answer(401, "WWW-Authenticate: Basic\r\n"), "http_status"),
        Says("404", Answer(404), "http_status"),
        Says("410", Answer(410), "http_status"),
        Says("429 with seconds", Answer(429, "Retry-After: 1\r\n"), "http_status") with { Rest = TimeSpan.FromSeconds(1) },
        new("503 with a date", "http_status") { Act = (_, s, c) => WriteAsync(s, Answer(503, $"Retry-After: {In(2)}\r\n"), c), Rest = TimeSpan.FromSeconds(0.9) },
        Says("500", Answer(500), "http_status"),
        Says("503", Answer(503), "http_status"),
        Says("closed after the headers", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", "bad_answer"),
        Says("a body that is too short", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", "bad_answer"),
        Says("chunks that are none", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "bad_answer"),
        Says("another protocol", "SSH-2.0-OpenSSH_9.6\r\n", "bad_answer"),
        Says("HTTP/0.9", "<html>hello</html>\r\n", "bad_answer"),
        Says("a status that is none", "HTTP/1.1 2x0 OK\r\n\r\n", "bad_answer"),
        Says("switching protocols", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n", "http_status"),
    ];

    private static Misbehaviour Says(string name, string bytes, params string?[] errors) =>
        new(name, errors) { Act = (_, stream, cancel) => WriteAsync(stream, bytes, cancel) };

    private static Misbehaviour Does(string name, string first, Func<Stream, CancellationToken, Task> then) => new(name, "timeout")
    {
        Act = async (_, stream, cancel) =>
        {
            await WriteAsync(stream, first, cancel);
            await then(stream, cancel);
        },
    };

    private static Task WriteAsync(Stream stream, string bytes, CancellationToken cancel) =>
        stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), cancel).AsTask();

    private static Task ResetAsync(Socket socket, Stream stream, CancellationToken cancel)
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
        return Task.CompletedTask;
    }

    private static async Task DripAsync(Stream stream, string bytes, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            await WriteAsync(stream, bytes, cancel);
        }
    }

    /// <summary>Waits until the other side has closed.</summary>
    internal static async Task UntilClosedAsync(Stream stream, CancellationToken cancel)
    {
        while (await stream.ReadAsync(new byte[1024], cancel) > 0)
        {
        }
    }

    private static string Answer(int status, string headers = "", string body = "") => string.Create(
        CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Some\r\n{headers}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");

    private static string In(int seconds) => TimeProvider.System.GetUtcNow().AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture);

    private static string Bomb()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.SmallestSize))
        {
            gzip.Write(new byte[10_000_000]);
        }

        return Encoding.Latin1.GetString(bytes.ToArray());
    }
}
