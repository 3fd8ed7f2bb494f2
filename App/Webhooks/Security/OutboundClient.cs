using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace TaskHub.Webhooks.Security;

/// <summary>
/// The one client for everything that leaves the process: it judges the url, every address behind its name where it is dialled,
/// keeps one deadline over the whole attempt, follows nothing and reads no more than it must.
/// </summary>
public sealed partial class OutboundClient : IDisposable
{
    // Most answers are a word or nothing; a buffer for the longest one, for each of hundreds that are under way, is memory to be cleared.
    private const int UsualAnswer = 1024;

    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    private readonly HttpMessageInvoker http;
    private readonly WebhookAddress address;
    private readonly TimeSpan timeout;
    private readonly TimeProvider time;
    private readonly ILogger<OutboundClient> log;
    private readonly Func<Uri, CancellationToken, Task<CertificateLook?>> look;

    /// <param name="options">The deadline.</param>
    /// <param name="address">Judges the text of urls.</param>
    /// <param name="policy">Judges the addresses that names lead to.</param>
    /// <param name="resolver">Finds the addresses of names.</param>
    /// <param name="time">Measures attempts and reads the dates of answers.</param>
    /// <param name="log">Where the operator finds why an address was refused.</param>
    /// <param name="trust">Other rules for certificates than the system's, such as an authority of one's own.</param>
    /// <param name="certificates">Where it is remembered until when the certificates of receivers hold.</param>
    public OutboundClient(
        IOptions<WebhookOptions> options, WebhookAddress address, AddressPolicy policy, INameResolver resolver,
        TimeProvider time, ILogger<OutboundClient> log, X509ChainPolicy? trust = null, SeenCertificates? certificates = null)
    {
        (timeout, this.address, this.time, this.log) = (options.Value.Timeout, address, time, log);
        http = new HttpMessageInvoker(OutboundHandler.Create(options.Value, policy, resolver, trust, certificates));
        look = (target, cancel) => OutboundHandler.LookAsync(target, timeout, policy, resolver, trust, cancel);
    }

    /// <summary>Connects anew with a receiver, shakes hands where the url is encrypted, and tells what certificate it shows; judged, guarded and within the deadline as a request is.</summary>
    /// <param name="url">Whose, as it was typed.</param>
    /// <param name="stopping">Gives up.</param>
    /// <returns>Null where the url is not encrypted and the receiver could be connected with.</returns>
    public async Task<CertificateLook?> LookAtCertificateAsync(string url, CancellationToken stopping)
    {
        _ = address.Judge(url, out var target);
        if (target is null)
        {
            return new CertificateLook(AttemptError.RefusedAddress);
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        deadline.CancelAfter(timeout);
        try
        {
            return await look(target, deadline.Token);
        }
        catch (Exception e)
        {
            stopping.ThrowIfCancellationRequested();
            var error = Failures.Classify(e, isAnswered: false);
            Log(target.Host, error, e.GetBaseException());
            return new CertificateLook(error);
        }
    }

    /// <summary>Posts a JSON body once and tells what came of it; a failure is an outcome, not an exception.</summary>
    /// <param name="url">Where to, as it was typed.</param>
    /// <param name="headers">All headers but Host, Content-Type and Content-Length.</param>
    /// <param name="body">The bytes, unchanged.</param>
    /// <param name="stopping">Ends the attempt because the program ends.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was requested: the attempt has no outcome.</exception>
    public async Task<AttemptOutcome> PostAsync(
        string url, IReadOnlyList<OutboundHeader> headers, ReadOnlyMemory<byte> body, CancellationToken stopping)
    {
        var started = time.GetTimestamp();
        _ = address.Judge(url, out var target);
        if (target is null)
        {
            return new AttemptOutcome { Error = AttemptError.RefusedAddress, Duration = time.GetElapsedTime(started) };
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        deadline.CancelAfter(timeout);
        using var request = Request(target, headers, body);
        HttpResponseMessage? response = null;
        var buffer = ArrayPool<byte>.Shared.Rent(UsualAnswer);
        var read = 0;
        var error = AttemptError.None;
        try
        {
            response = await http.SendAsync(request, deadline.Token);
            request.Answered();
            error = OfStatus((int)response.StatusCode);
            await using var stream = await response.Content.ReadAsStreamAsync(deadline.Token);
            int count;
            while (read <= AttemptOutcome.MaxRead && (count = await stream.ReadAsync(Free(ref buffer, read), deadline.Token)) > 0)
            {
                read += count;
            }

            return Outcome(error, request, response, buffer.AsSpan(0, read), started);
        }
        catch (Exception e)
        {
            stopping.ThrowIfCancellationRequested();
            error = Failures.Classify(e, response is not null);
            Log(target.Host, error, e.GetBaseException());
            return Outcome(error, request, response, buffer.AsSpan(0, read), started);
        }
        finally
        {
            response?.Dispose();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>Where the next bytes of an answer go; a full buffer makes way for a larger one.</summary>
    private static Memory<byte> Free(ref byte[] buffer, int read)
    {
        if (read == buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 4);
            buffer.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        return buffer.AsMemory(read, Math.Min(buffer.Length, AttemptOutcome.MaxRead + 1) - read);
    }

    private OutboundRequest Request(Uri target, IReadOnlyList<OutboundHeader> headers, ReadOnlyMemory<byte> body)
    {
        var request = new OutboundRequest(target, time)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = JsonType } },
        };
        for (var i = 0; i < headers.Count; i++)
        {
            var (name, value, _) = headers[i];

            // .NET sends a line break in a value that it was told not to check, and with it a header of somebody else's choice.
            if (value.AsSpan().ContainsAnyExceptInRange(' ', '~') || !request.Headers.TryAddWithoutValidation(name, value))
            {
                throw new ArgumentException($"The header {name} cannot be sent.", nameof(headers));
            }
        }

        return request;
    }

    private AttemptOutcome Outcome(
        AttemptError error, OutboundRequest request, HttpResponseMessage? response, ReadOnlySpan<byte> body, long started)
    {
        var headers = response is null ? [] : HeadersOf(response);
        return new AttemptOutcome
        {
            Error = error,
            Host = HostOf(request.RequestUri!),
            StatusCode = (int?)response?.StatusCode,
            ResponseHeaders = headers,
            Body = body.IsEmpty ? default : body[..Math.Min(body.Length, AttemptOutcome.MaxRead)].ToArray(),
            IsCut = body.Length > AttemptOutcome.MaxRead,
            RetryAfter = RetryAfterOf(response),
            Duration = time.GetElapsedTime(started),

            // How far an attempt came whose address was refused would tell something about the network behind the name.
            Times = error == AttemptError.RefusedAddress ? default : request.Times(),
        };
    }

    // As .NET writes it: the port only where it is not that of the scheme, an IPv6 address in brackets.
    private static string HostOf(Uri target)
    {
        var host = target.HostNameType == UriHostNameType.IPv6 ? $"[{target.IdnHost}]" : target.IdnHost;
        return target.IsDefaultPort ? host : $"{host}:{target.Port}";
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage? response) =>
        response is not null && response.Headers.NonValidated.TryGetValues("Retry-After", out var values)
            ? RetryAfter.Read(values.ToString(), time.GetUtcNow())
            : null;

    private static List<OutboundHeader> HeadersOf(HttpResponseMessage response)
    {
        var kept = new List<OutboundHeader>(8);
        foreach (var (name, values) in response.Headers.NonValidated)
        {
            kept.Add(new OutboundHeader(name, values.ToString()));
        }

        foreach (var (name, values) in response.Content.Headers.NonValidated)
        {
            kept.Add(new OutboundHeader(name, values.ToString()));
        }

        return kept;
    }

    private static AttemptError OfStatus(int status) => status switch
    {
        >= 200 and < 300 => AttemptError.None,
        >= 300 and < 400 => AttemptError.Redirect,
        _ => AttemptError.HttpStatus,
    };

    // What a receiver wrote may stand in the reason, so it must stay one line of plain text.
    private void Log(string host, AttemptError error, Exception cause)
    {
        var reason = string.Concat(cause.Message.Take(300).Select(c => char.IsControl(c) ? ' ' : c));
        if (error == AttemptError.RefusedAddress)
        {
            LogRefused(reason);
        }
        else
        {
            LogFailure(host, error, reason);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A url was not called: {Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(2, LogLevel.Information, "An attempt at {Host} failed: {Error}, {Reason}")]
    private partial void LogFailure(string host, AttemptError error, string reason);
}
