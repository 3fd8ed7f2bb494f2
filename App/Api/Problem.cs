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

    public static Problem Of(int status, string description, IReadOnlyDictionary<string, string[]>? errors = null)
    {
        var title = ReasonPhrases.GetReasonPhrase(status);
        return new Problem { Title = title, Status = status, Error = new(title, description), Errors = errors };
    }

    public static Problem Of(Failure failure) => Of(
        failure.Kind switch
        {
            FailureKind.NotFound => StatusCodes.Status404NotFound,
            FailureKind.Forbidden => StatusCodes.Status403Forbidden,
            FailureKind.Conflict => StatusCodes.Status409Conflict,
            FailureKind.Invalid => StatusCodes.Status422UnprocessableEntity,
            _ => throw new ArgumentOutOfRangeException(nameof(failure), failure.Kind, null),
        },
        failure.Message,
        failure.Errors);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        return httpContext.Response.WriteAsJsonAsync(this, options: null, "application/problem+json", httpContext.RequestAborted);
    }
}

/// <summary>Redbooth's member of an error.</summary>
public sealed record ProblemError(string Message, string Description);
