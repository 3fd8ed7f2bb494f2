using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TaskHub.Identity;

namespace TaskHub.Api;

/// <summary>
/// Answers a POST whose <c>Idempotency-Key</c> came before as it was answered then, without its <c>secret</c>, and says so by a header. A request
/// that was refused changed nothing: as with Stripe's API its answer is not kept, and it may come again under its key, mended or as it was.
/// </summary>
internal sealed class Idempotency(RememberedAnswers answers)
{
    public const string Header = "Idempotency-Key";
    private const int LongestKey = 255;

    public async Task InvokeAsync(HttpContext context, Caller caller, RequestDelegate next)
    {
        var key = context.Request.Headers[Header].ToString();
        if (key.Length is 0 or > LongestKey)
        {
            throw new BadField(Header, $"{Header} has from 1 to {LongestKey} characters");
        }

        var (state, taken) = await answers.TakeAsync(caller.TokenId, key, await HashAsync(context.Request), context.RequestAborted);
        switch (state)
        {
            case KeyState.New:
                await DoAsync(context, taken, next);
                break;
            case KeyState.Answered:
                await RepeatAsync(context, taken);
                break;
            case KeyState.OtherRequest:
                throw new BadField(Header, "This key came with another request before", StatusCodes.Status422UnprocessableEntity);
            case KeyState.UnderWay:
                context.Response.Headers.RetryAfter = "1";
                await Problem.Of(StatusCodes.Status409Conflict, "The first request with this key is still under way").ExecuteAsync(context);
                break;
            default:
                await Problem.Of(
                    StatusCodes.Status409Conflict,
                    "The first request with this key was cut off; look whether it took effect, then use another key").ExecuteAsync(context);
                break;
        }
    }

    private async Task DoAsync(HttpContext context, RememberedAnswer taken, RequestDelegate next)
    {
        var response = context.Response;
        var wire = response.Body;
        using var buffer = new MemoryStream();
        response.Body = buffer;

        // A caller who hangs up is the very one who comes again: the work is done to its end, so that its answer is known.
        var aborted = context.RequestAborted;
        context.RequestAborted = CancellationToken.None;
        var done = false;
        try
        {
            await next(context);
            done = response.StatusCode is >= 200 and < 300;
        }
        finally
        {
            response.Body = wire;
            context.RequestAborted = aborted;
            if (!done)
            {
                await answers.ForgetAsync(taken);
            }
        }

        if (done)
        {
            var body = WithoutSecret(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
            await answers.RememberAsync(taken, response.StatusCode, body, response.Headers.Location);
        }

        buffer.Position = 0;
        await buffer.CopyToAsync(wire, context.RequestAborted);
    }

    private static async Task RepeatAsync(HttpContext context, RememberedAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.Headers["Idempotent-Replayed"] = "true";
        context.Response.Headers.Location = answer.Location;
        if (!string.IsNullOrEmpty(answer.Body))
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.WriteAsync(answer.Body, context.RequestAborted);
        }
    }

    // The link by which a new person chooses a password opens their account, and is shown once as well.
    private static string WithoutSecret(string body)
    {
        string[] once = ["secret", "invitation_url"];
        if (!once.Any(name => body.Contains($"\"{name}\"", StringComparison.Ordinal)) || JsonNode.Parse(body) is not JsonObject answer)
        {
            return body;
        }

        foreach (var name in once)
        {
            answer.Remove(name);
        }

        return answer.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static async Task<byte[]> HashAsync(HttpRequest request)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var buffer = new byte[81_920];
        int count;
        while ((count = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            hash.AppendData(buffer, 0, count);
        }

        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }
}
