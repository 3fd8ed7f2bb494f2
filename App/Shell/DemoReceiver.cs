using System.Collections.Concurrent;

namespace TaskHub;

/// <summary>
/// The receivers that the demonstration's webhooks post to, built into the hub itself: one that is well, one that has a bad day, and one
/// that refuses everything but the test.
/// </summary>
internal sealed class DemoReceiver
{
    public const string Well = "warehouse";
    public const string Moody = "chat";
    public const string Broken = "old-crm";

    // With the demonstration's schedule a delivery waits for several seconds, and no backlog grows.
    private const int MoodyRefusals = 3;
    private const string Path = "/demo/receiver";

    private readonly ConcurrentDictionary<string, int> refusals = new(StringComparer.Ordinal);
    private int met;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(Path + "/{name}", (string name, HttpRequest request, DemoReceiver receiver) => receiver.Answer(name, request))
            .AllowAnonymous();

    /// <summary>Where the receiver of that name listens, below the hub's own address.</summary>
    public static string UrlOf(string hub, string name) => $"{hub}{Path}/{name}";

    private IResult Answer(string name, HttpRequest request)
    {
        if (request.Headers["webhook-event"] == "test")
        {
            return Results.Json(new { status = "OK" });
        }

        return name switch
        {
            Well => Results.Json(new { status = "OK", received = request.Headers["webhook-event-id"].ToString() }),
            Moody when !IsRefused(request.Headers["webhook-id"].ToString()) => Results.Text("ok"),
            Moody => Results.Text("The chat is restarting, try again in a moment.", statusCode: StatusCodes.Status503ServiceUnavailable),
            _ => Results.Text("No such table: events_inbox", statusCode: StatusCodes.Status500InternalServerError),
        };
    }

    // Every third delivery has to come back a few times. The others are taken at once, so that the errors in a row stay few.
    private bool IsRefused(string id)
    {
        var left = refusals.GetOrAdd(id, _ => Interlocked.Increment(ref met) % 3 == 0 ? MoodyRefusals : 0);
        if (left == 0)
        {
            refusals.TryRemove(id, out _);
            return false;
        }

        refusals[id] = left - 1;
        return true;
    }
}
