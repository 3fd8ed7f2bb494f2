using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using TaskHub.Identity;

namespace TaskHub.Api.Description;

/// <summary>The errors that operations share: each is a problem with Redbooth's member.</summary>
internal static class ErrorResponses
{
    private static readonly ApiObject Problem = new(
        "Problem", typeof(Problem), "An error, as RFC 9457 has it, with Redbooth's member beside it.",
        """{"title":"Not Found","status":404,"error":{"message":"Not Found","description":"No task found with the given id"}}""");

    private static readonly (int Status, string Means, string Says, string? Field)[] All =
    [
        (400, "The request cannot be understood: malformed JSON, a field of the wrong type, a filter that is none.", "priority must be a whole number", "priority"),
        (401, "There is no access token, or it is not valid, or no longer.", ApiText.BadToken, null),
        (403, "The person, or their token, has no right to it.", Failure.InsufficientAuthorization, null),
        (404, "It is not there, or not yours.", "No task found with the given id", null),
        (409, "Someone else was quicker, and `version` is the one that is there now; or the state does not allow it.", "Ada changed this task since you opened it.", null),
        (413, "The body is larger than 1 MB.", ApiText.TooLarge(ApiGate.BodyLimit), null),
        (415, "The body is neither JSON nor a form.", ApiText.NotJsonType, null),
        (422, "The request is understood and does not validate; `errors` names the fields.", "A name is required.", "name"),
        (429, "Too many requests with this token; `Retry-After` says in how many seconds to come again.", ApiText.TooMany, null),
        (500, "A fault of this hub. It has been written down.", ApiText.Broken, null),
    ];

    public static string NameOf(int status) => ReasonPhrases.GetReasonPhrase(status).Replace(" ", "", StringComparison.Ordinal);

    public static JsonObject Ref(int status) => new() { ["$ref"] = $"#/components/responses/{NameOf(status)}" };

    public static JsonObject Write(SchemaBook book)
    {
        var responses = new JsonObject();
        foreach (var (status, means, says, field) in All)
        {
            var title = ReasonPhrases.GetReasonPhrase(status);
            var example = new JsonObject
            {
                ["title"] = title,
                ["status"] = status,
                ["error"] = new JsonObject { ["message"] = title, ["description"] = says },
            };
            if (field is not null)
            {
                example["errors"] = new JsonObject { [field] = new JsonArray(says) };
            }

            if (status == 409)
            {
                example["version"] = 4;
            }

            var response = new JsonObject
            {
                ["description"] = means,
                ["content"] = new JsonObject { ["application/problem+json"] = new JsonObject { ["schema"] = book.Ref(Problem), ["example"] = example } },
            };
            if (status == 429)
            {
                response["headers"] = new JsonObject { ["Retry-After"] = new JsonObject { ["$ref"] = "#/components/headers/RetryAfter" } };
            }

            responses[NameOf(status)] = response;
        }

        return responses;
    }
}
