using TaskHub.Api;

namespace TaskHub.Comments;

/// <summary>Reactions in the API: one's own can be given and taken back, any number of times with the same outcome.</summary>
public static class ReactionsApi
{
    public static void MapReactions(this IEndpointRouteBuilder api)
    {
        var reactions = api.MapGroup("/comments/{id:long}/reactions");
        reactions.MapGet("/", async (Call call, long id, FindReactions find, CancellationToken cancel) =>
            (await find.RunAsync(call.Actor, id, cancel)).ToOk()).Described(ReactionsDescription.List);
        reactions.MapPost("/", async (Call call, long id, JsonBody body, ReactToComment react, FindReactions find, CancellationToken cancel) =>
        {
            var sign = body.Text("sign").Or(null) ?? "";
            var given = await react.RunAsync(call.Actor, id, sign, isGiven: true, cancel);
            return given.Ok
                ? (await find.RunAsync(call.Actor, id, cancel)).Select(all => all.First(r => r.UserId == call.Actor.UserId && r.Sign == sign)).ToCreated(_ => $"/api/3/comments/{id}/reactions")
                : Problem.Of(given.Failure);
        }).Described(ReactionsDescription.Give);
        reactions.MapDelete("/{sign}", async (Call call, long id, string sign, ReactToComment react, CancellationToken cancel) =>
            (await react.RunAsync(call.Actor, id, sign, isGiven: false, cancel)).ToNoContent()).Described(ReactionsDescription.TakeBack);
    }
}
