using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;
using TaskHub.Identity;

namespace TaskHub.Api;

/// <summary>An error as the API tells it: <c>application/problem+json</c> with Redbooth's member beside it.</summary>
public sealed record Problem : IResult
{
    public required string Title { get; init; }
    public required int Status { get; init; }
    public required ProblemError Error { get; init; }

    /// <summary>Messages by field.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Where somebody else was quicker: the version that is there now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Version { get; init; }

    /// <summary>How long to wait before the next try; told in its header.</summary>
    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }

    public static Problem Of(int status, string description, IReadOnlyDictionary<string, string[]>? errors = null)
    {
        var title = ReasonPhrases.GetReasonPhrase(status);
        return new Problem { Title = title, Status = status, Error = new(title, description), Errors = errors };
    }

    public static Problem Of(Failure failure)
    {
        var status = failure.Kind switch
        {
            FailureKind.NotFound => StatusCodes.Status404NotFound,
            FailureKind.Forbidden or FailureKind.Unproved => StatusCodes.Status403Forbidden,
            FailureKind.Conflict => StatusCodes.Status409Conflict,
            FailureKind.Invalid => StatusCodes.Status422UnprocessableEntity,
            FailureKind.TooMany => StatusCodes.Status429TooManyRequests,
            _ => throw new ArgumentOutOfRangeException(nameof(failure), failure.Kind, null),
        };
        return Of(status, failure.Message, failure.Errors) with { RetryAfter = failure.RetryAfter, Version = failure.Version };
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        if (RetryAfter is { } wait)
        {
            httpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return httpContext.Response.WriteAsJsonAsync(this, options: null, "application/problem+json", httpContext.RequestAborted);
    }
}

/// <summary>Redbooth's member of an error.</summary>
public sealed record ProblemError(string Message, string Description);
