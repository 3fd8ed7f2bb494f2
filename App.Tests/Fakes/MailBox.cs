using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace TaskHub.Tests.Fakes;

/// <summary>
/// A mail server on this machine that takes every mail, or refuses all. With a certificate it encrypts, after STARTTLS or from the first byte; with
/// a user it takes mails only after their sign-in, which it offers over an encrypted line alone.
/// </summary>
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

    /// <summary>What it encrypts with; null when it cannot.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Encrypts from the first byte.</summary>
    public bool AtOnce { get; init; }

    /// <summary>Who may send, as <c>name:password</c>; null for everybody.</summary>
    public string? User { get; init; }

    /// <summary>Whether the last mail came over an encrypted line.</summary>
    public bool WasEncrypted { get; private set; }

    /// <summary>Every line that reached it before the line was encrypted.</summary>
    public List<string> InTheClear { get; } = [];

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
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Nobody listens any more; a listener that was stopped before it accepts again says so by an InvalidOperationException.
        }

        closing.Dispose();
        listener.Dispose();
    }

    private async Task ListenAsync()
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync(closing.Token);
            try
            {
                await ServeAsync(client.GetStream());
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client went away, or did not believe the certificate.
            }
        }
    }

    private async Task ServeAsync(NetworkStream wire)
    {
        Stream stream = AtOnce ? await EncryptAsync(wire) : wire;
        using var reader = new LineReader(stream);
        var signedIn = User is null;
        Task SayAsync(string line) => reader.Stream.WriteAsync(Encoding.ASCII.GetBytes($"{line}\r\n"), closing.Token).AsTask();
        await SayAsync("220 mailbox");
        while (await reader.ReadLineAsync(closing.Token) is { } line)
        {
            var isEncrypted = reader.Stream is SslStream;
            if (!isEncrypted)
            {
                InTheClear.Add(line);
            }

            switch (line.ToUpperInvariant())
            {
                case var hello when hello.StartsWith("EHLO", StringComparison.Ordinal) || hello.StartsWith("HELO", StringComparison.Ordinal):
                    await SayAsync(
                        Certificate is not null && !isEncrypted ? "250-mailbox\r\n250 STARTTLS"
                        : User is not null ? "250-mailbox\r\n250 AUTH PLAIN"
                        : "250 mailbox");
                    break;
                case "STARTTLS" when Certificate is not null && !isEncrypted:
                    await SayAsync("220 go on");
                    reader.Stream = await EncryptAsync(wire);
                    break;
                case var auth when auth.StartsWith("AUTH PLAIN ", StringComparison.Ordinal):
                    signedIn = Encoding.UTF8.GetString(Convert.FromBase64String(line["AUTH PLAIN ".Length..])) == $"\0{User!.Replace(':', '\0')}";
                    await SayAsync(signedIn ? "235 welcome" : "535 not you");
                    break;
                case var first when !signedIn && first.StartsWith("MAIL", StringComparison.Ordinal):
                    await SayAsync("530 sign in first");
                    break;
                case "DATA":
                    await SayAsync("354 go on");
                    Keep(await BodyAsync(reader));
                    WasEncrypted = isEncrypted;
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

    private async Task<SslStream> EncryptAsync(NetworkStream wire)
    {
        var encrypted = new SslStream(wire, leaveInnerStreamOpen: true);
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, closing.Token);
        return encrypted;
    }

    private async Task<string> BodyAsync(LineReader reader)
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

    /// <summary>Reads a byte at a time, so that nothing of what follows a STARTTLS is taken for clear text.</summary>
    private sealed class LineReader(Stream stream) : IDisposable
    {
        public Stream Stream { get; set; } = stream;

        public async Task<string?> ReadLineAsync(CancellationToken cancel)
        {
            var line = new StringBuilder();
            var one = new byte[1];
            while (await Stream.ReadAsync(one, cancel) == 1)
            {
                if (one[0] == '\n')
                {
                    return line.ToString().TrimEnd('\r');
                }

                line.Append((char)one[0]);
            }

            return null;
        }

        public void Dispose() => Stream.Dispose();
    }
}
