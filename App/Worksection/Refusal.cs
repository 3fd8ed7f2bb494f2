using System.Text.Json.Nodes;
using TaskHub.Identity;

namespace TaskHub.Worksection;

/// <summary>
/// An error as Worksection answers it, thrown where it is found so that actions need not ask after every parameter. Its status code is the
/// answer's own; HTTP's stays 200 but where <see cref="Http"/> says otherwise.
/// </summary>
internal sealed class Refusal(int code, string message, string? details = null, int http = StatusCodes.Status200OK) : Exception(message)
{
    private const int NotAllowed = 3;

    public int Http { get; } = http;

    public static Refusal Hash => new(2, WorksectionText.HashInvalid, http: StatusCodes.Status401Unauthorized);

    public static Refusal Action => new(1, WorksectionText.ActionInvalid);

    public static Refusal Project => new(4, WorksectionText.ProjectInvalid);

    public static Refusal Task => new(5, WorksectionText.TaskInvalid);

    public static Refusal Email(string field) => new(11, WorksectionText.EmailInvalid, field);

    public static Refusal Required(string field) => new(10, WorksectionText.FieldRequired, field);

    public static Refusal Invalid(string field) => new(11, WorksectionText.FieldInvalid, field);

    public static Refusal NotSupported(string field) => new(11, WorksectionText.NotSupported, field);

    /// <summary>A verb's refusal in Worksection's words.</summary>
    /// <param name="failure">What the verb said.</param>
    /// <param name="notFound">What it means when what the request names is not there.</param>
    public static Refusal Of(Failure failure, Refusal notFound) => failure switch
    {
        { Kind: FailureKind.NotFound } => notFound,
        { Kind: FailureKind.Forbidden } => new(NotAllowed, WorksectionText.NotAllowed),
        { Kind: FailureKind.Conflict } => new(12, failure.Message),
        { Errors: { Count: > 0 } errors } => OfField(errors.First().Key, errors.First().Value[0]),
        _ => new(11, failure.Message),
    };

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["status"] = "error", ["status_code"] = code, ["message"] = Message };
        if (details is not null)
        {
            json["message_details"] = details;
        }

        return json;
    }

    private static Refusal OfField(string field, string message) => field switch
    {
        "project_id" => Project,
        "target_id" => Task,
        "assigned_id" => Email("email_user_to"),
        "name" => new(11, message, "title"),
        "description" or "body" => new(11, message, "text"),
        "labels" => new(11, message, "tags"),
        _ => new(11, message, field),
    };
}
