using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TaskHub.Identity;

namespace TaskHub.Worksection;

/// <summary>
/// Worksection's admin API: one address, the action among the parameters, and JSON with a status of its own. README.md tells what it takes and
/// where it differs.
/// </summary>
public static class WorksectionApi
{
    public const string Path = "/api/admin/v2/";
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Maps it, with the slash at its end and without.</summary>
    public static void MapWorksection(this IEndpointRouteBuilder app)
    {
        app.MapMethods(Path, Methods, AnswerAsync).ExcludeFromDescription();
        app.Map(Path, WrongMethod).ExcludeFromDescription();
    }

    private static IResult WrongMethod(HttpContext context)
    {
        context.Response.Headers.Allow = string.Join(", ", Methods);
        return Json(new Refusal(1, WorksectionText.MethodInvalid).ToJson(), StatusCodes.Status405MethodNotAllowed);
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext context, ApiKeyCallers callers, CallLimit limit, Actions actions, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            var request = await SignedRequest.ReadAsync(context.Request, cancel);
            var caller = request.Judge(time.GetUtcNow()) is { } judge ? await callers.FindAsync(judge, context.Connection.RemoteIpAddress?.ToString(), cancel) : null;
            if (caller?.BoundTo is not { } organization)
            {
                throw Refusal.Hash;
            }

            if (limit.Take(organization) is { } wait)
            {
                context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                throw new Refusal(11, WorksectionText.TooManyRequests, http: StatusCodes.Status429TooManyRequests);
            }

            return Json(await actions.Find(request.Action)(new Question(caller, organization, request.Given, cancel)), StatusCodes.Status200OK);
        }
        catch (Refusal refusal)
        {
            return Json(refusal.ToJson(), refusal.Http);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Json(new Refusal(11, WorksectionText.TooLarge).ToJson(), e.StatusCode);
        }
    }

    private static IResult Json(JsonObject answer, int status) =>
        Results.Text(answer.ToJsonString(Readable), "application/json; charset=utf-8", statusCode: status);
}
