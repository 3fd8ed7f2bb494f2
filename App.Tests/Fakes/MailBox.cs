using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace TaskHub.Tests.Fakes;

/// <summary>A mail server on this machine that takes every mail, or refuses all; no encryption, no sign-in.</summary>
public sealed class MailBox : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly List<MimeMessage> mails = [];
    private readonly Lock gate = new();
    private readonly Task listening;

    public MailBox()
    {
        listener.Start();
        listening = ListenAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Whether each mail is refused for now.</summary>
    public bool Refuses { get; set; }

    public IReadOnlyList<MimeMessage> Mails
    {
        get
        {
            lock (gate)
            {
                return [.. mails];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        try
        {
            await listening;
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Nobody listens any more.
        }

        closing.Dispose();
        listener.Dispose();
    }

    private async Task ListenAsync()
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync(closing.Token);
            await ServeAsync(client.GetStream());
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        Task SayAsync(string line) => stream.WriteAsync(Encoding.ASCII.GetBytes($"{line}\r\n"), closing.Token).AsTask();
        await SayAsync("220 mailbox");
        while (await reader.ReadLineAsync(closing.Token) is { } line)
        {
            switch (line.ToUpperInvariant())
            {
                case var hello when hello.StartsWith("EHLO", StringComparison.Ordinal) || hello.StartsWith("HELO", StringComparison.Ordinal):
                    await SayAsync("250 mailbox");
                    break;
                case "DATA":
                    await SayAsync("354 go on");
                    Keep(await BodyAsync(reader));
                    await SayAsync("250 taken");
                    break;
                case "QUIT":
                    await SayAsync("221 bye");
                    return;
                case var from when from.StartsWith("MAIL", StringComparison.Ordinal) && Refuses:
                    await SayAsync("451 not now");
                    break;
                default:
                    await SayAsync("250 ok");
                    break;
            }
        }
    }

    private async Task<string> BodyAsync(StreamReader reader)
    {
        var body = new StringBuilder();
        while (await reader.ReadLineAsync(closing.Token) is { } line && line != ".")
        {
            body.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        }

        return body.ToString();
    }

    private void Keep(string body)
    {
        using var text = new MemoryStream(Encoding.Latin1.GetBytes(body));
        var mail = MimeMessage.Load(text);
        lock (gate)
        {
            mails.Add(mail);
        }
    }
}
