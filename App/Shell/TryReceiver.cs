using System.Globalization;
using System.Text;
using System.Text.Json;
using TaskHub.Webhooks;

namespace TaskHub;

/// <summary>Receives what a webhook posts, tells of it in a line, and answers as it was told.</summary>
/// <param name="secret">The webhook's secret; null when no signature is to be checked.</param>
/// <param name="answer">What it answers at first.</param>
/// <param name="time">The clock, also that of the check.</param>
/// <param name="output">Where the lines go.</param>
/// <param name="isFull">Whether headers and body follow each line.</param>
internal sealed class TryReceiver(string? secret, ListenAnswer answer, TimeProvider time, TextWriter output, bool isFull = false)
{
    private const string Change = "/answer";
    private volatile ListenAnswer answer = answer;

    public void Greet(string url)
    {
        Say(ListenText.Listening(url));
        Say(ListenText.Change(url));
        Say(ListenText.Answering(answer));
        if (secret is null)
        {
            Say(ListenText.NoSecret);
        }
    }

    public void AnswerWith(ListenAnswer next)
    {
        answer = next;
        Say(ListenText.Answering(next));
    }

    public async Task ReceiveAsync(HttpContext context, CancellationToken stopping)
    {
        if (context.Request.Path.StartsWithSegments(Change, out var name))
        {
            await ChangeAsync(context, name.Value?.Trim('/') ?? "");
            return;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, over.Token);
            var given = answer;
            var bytes = body.ToArray();
            string[] rest = isFull
                ? [.. context.Request.Headers.Select(h => $"    {h.Key.ToLowerInvariant()}: {h.Value}"), "", .. Encoding.UTF8.GetString(bytes).Split('\n').Select(line => $"    {line}"), ""]
                : [];
            SignatureVerdict? verdict = secret is null ? null : SignatureCheck.Judge(h => Header(context.Request, h), bytes, secret, time.GetUtcNow());
            Say([Line(context.Request, bytes, verdict, given), .. rest]);
            await given.GiveAsync(context, verdict == SignatureVerdict.Verified, time, over.Token);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private async Task ChangeAsync(HttpContext context, string name)
    {
        if (ListenAnswer.Find(name) is not { } next)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync(ListenText.Usage + "\n", context.RequestAborted);
            return;
        }

        AnswerWith(next);
        await context.Response.WriteAsync(ListenText.Answering(next) + "\n", context.RequestAborted);
    }

    private string Line(HttpRequest request, byte[] body, SignatureVerdict? verdict, ListenAnswer given)
    {
        List<string> parts =
        [
            time.GetLocalNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
            Header(request, "webhook-event") ?? request.Method + " " + request.Path,
            ObjectOf(body),
            string.Create(CultureInfo.InvariantCulture, $"{body.Length:N0} B"),
            Header(request, "webhook-attempt") is { } number ? $"attempt {number}" : "",
            verdict is { } judged ? ListenText.Of(judged) : "",
            $"→ {given.Name}",
        ];
        return string.Join("  ", parts.Where(part => part.Length > 0));
    }

    private static string? Header(HttpRequest request, string name) => request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>What it is about, in any of the three formats: <c>task 51</c>.</summary>
    private static string ObjectOf(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            root = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().FirstOrDefault() : root;
            root = Inner(Inner(root, "data"), "object");
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("type", out var type) && root.TryGetProperty("id", out var id)
                ? $"{type.ToString().ToLowerInvariant()} {id}"
                : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static JsonElement Inner(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var inner) ? inner : element;

    // What others sent must not steer the terminal.
    private void Say(params string[] lines)
    {
        lock (output)
        {
            foreach (var line in lines)
            {
                output.WriteLine(string.Concat(line.Select(c => char.IsControl(c) ? '·' : c)));
            }

            output.Flush();
        }
    }
}
