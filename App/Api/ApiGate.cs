using Microsoft.AspNetCore.Http.Metadata;
using TaskHub.Identity;

namespace TaskHub.Api;

/// <summary>
/// What every request below <c>/api</c> passes: who calls, what their token allows, how often they may call, how long a body may be; and where
/// everything that goes wrong becomes a problem. Cookies count for nothing here.
/// </summary>
internal sealed partial class ApiGate(RequestDelegate next, TokenCallers callers, RateLimit limit, Idempotency idempotency, KeepAudit audit, ILogger<ApiGate> log)
{
    public const long BodyLimit = 1024 * 1024;
    private const string Bearer = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            var refusal = await RefuseAsync(context);
            if (refusal is not null)
            {
                await refusal.ExecuteAsync(context);
                return;
            }

            var caller = context.Features.Get<Caller>();
            if (caller is not null && HttpMethods.IsPost(context.Request.Method) && context.Request.Headers.ContainsKey(Idempotency.Header))
            {
                await idempotency.InvokeAsync(context, caller, next);
            }
            else
            {
                await next(context);
            }

            if (context.Response.StatusCode == StatusCodes.Status403Forbidden && caller is not null)
            {
                await NoteAsync(context, caller.Actor);
            }

            if (Unanswered(context) is { } problem)
            {
                await problem.ExecuteAsync(context);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer any more.
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await Understand(context, e).ExecuteAsync(context);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            Broken(e, context.Request.Method, context.Request.Path, context.TraceIdentifier);
            await Problem.Of(StatusCodes.Status500InternalServerError, ApiText.Broken).ExecuteAsync(context);
        }
    }

    private async Task<Problem?> RefuseAsync(HttpContext context)
    {
        if (context.Request.Query.Any(q => q.Key == "access_token" || q.Value.Any(v => v?.StartsWith(TokenFormat.Prefix, StringComparison.Ordinal) == true)))
        {
            return Unauthorized(context, ApiText.TokenInUrl);
        }

        if (context.GetEndpoint()?.Metadata.GetMetadata<NeedsToken>() is null)
        {
            return null;
        }

        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return Unauthorized(context, ApiText.NoToken);
        }

        var from = context.Connection.RemoteIpAddress?.ToString();
        var caller = await callers.FindAsync(header[Bearer.Length..].Trim(), from, context.RequestAborted);
        if (caller is null)
        {
            return Unauthorized(context, ApiText.BadToken);
        }

        if (limit.Take(caller.TokenId) is { } wait)
        {
            return Problem.Of(StatusCodes.Status429TooManyRequests, ApiText.TooMany) with { RetryAfter = wait };
        }

        var scope = ScopeOf(context.GetEndpoint(), context.Request.Method);
        if (!caller.Actor.Allows(scope))
        {
            await NoteAsync(context, caller.Actor);

            // RFC 6750, section 3.1: which scope would have been enough.
            context.Response.Headers.WWWAuthenticate = $"Bearer realm=\"TaskHub\", error=\"insufficient_scope\", scope=\"{EnumNames.Name(scope)}\"";
            return Problem.Of(StatusCodes.Status403Forbidden, Failure.InsufficientAuthorization);
        }

        // How long a file may be, its endpoint says.
        var takesFile = context.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.TakesFile == true;
        if (context.Request.ContentLength > BodyLimit && !takesFile)
        {
            return Problem.Of(StatusCodes.Status413PayloadTooLarge, ApiText.TooLarge(BodyLimit));
        }

        if (!takesFile && context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = BodyLimit;
        }

        RefuseIdleMatch(context);
        RefuseUnknownFilters(context);
        await RefuseIdleBodyAsync(context);
        context.Features.Set(caller);
        return null;
    }

    private Task NoteAsync(HttpContext context, Actor actor)
    {
        long? organization = (context.Request.RouteValues["organizationId"] ?? context.Request.RouteValues["id"]) is string id && context.Request.Path.StartsWithSegments("/api/3/organizations")
            && long.TryParse(id, System.Globalization.NumberStyles.None, null, out var number) ? number : null;
        return audit.RefusedAsync(actor, organization, $"{context.Request.Method} {context.Request.Path}", context.Pattern(), context.RequestAborted);
    }

    // Whoever asks for a comparison that nobody makes would believe in one.
    private static void RefuseIdleMatch(HttpContext context)
    {
        if (context.Request.Headers.IfMatch.Count > 0 && !HttpMethods.IsGet(context.Request.Method)
            && context.GetEndpoint()?.Metadata.GetMetadata<Operation>() is { } operation
            && (!operation.Compares || HttpMethods.IsPost(context.Request.Method)))
        {
            throw new BadField("If-Match", ApiText.NothingToCompare);
        }
    }

    // A filter that is misspelled would answer everything, and a version in the address would be compared with nothing.
    private static void RefuseUnknownFilters(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Operation>() is { } operation)
        {
            BadField.RefuseOthers(context.Request.Query.Keys, operation.Takes);
        }
    }

    // Whoever sends what nobody reads would believe that it counts.
    private static async Task RefuseIdleBodyAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<Operation>() is { Body: null, TakesFile: false })
        {
            await JsonBody.BindAsync(context);
        }
    }

    /// <summary>The scope that a request needs.</summary>
    internal static Scopes ScopeOf(Endpoint? endpoint, string method) =>
        endpoint?.Metadata.GetMetadata<NeedsScope>() is { } needs ? needs.Scope
        : HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? Scopes.Read
        : Scopes.Write;

    private static Problem Unauthorized(HttpContext context, string description)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"TaskHub\"";
        return Problem.Of(StatusCodes.Status401Unauthorized, description);
    }

    /// <summary>A problem for an error that nobody has put into words: no such route, no such method.</summary>
    private static Problem? Unanswered(HttpContext context)
    {
        var response = context.Response;
        return response.HasStarted || response.StatusCode < 400 || response.ContentType is not null || response.ContentLength > 0
            ? null
            : response.StatusCode switch
            {
                StatusCodes.Status404NotFound => Problem.Of(response.StatusCode, ApiText.NoRoute),
                StatusCodes.Status405MethodNotAllowed => Problem.Of(response.StatusCode, ApiText.Method(context.Request.Method)),
                _ => Problem.Of(response.StatusCode, Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(response.StatusCode)),
            };
    }

    private static Problem Understand(HttpContext context, BadHttpRequestException e) => e switch
    {
        BadField bad => Problem.Of(bad.StatusCode, bad.Message, bad.Errors),
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem.Of(
            e.StatusCode, ApiText.TooLarge(context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? BodyLimit)),
        _ => Problem.Of(e.StatusCode, e.Message),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed (request {Request})")]
    private partial void Broken(Exception exception, string method, string path, string request);
}

/// <summary>Metadata of an endpoint that only a token opens.</summary>
internal sealed record NeedsToken;

/// <summary>Metadata of an endpoint whose scope is not simply read or write.</summary>
internal sealed record NeedsScope(Scopes Scope);
