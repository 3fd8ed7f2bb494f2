using TaskHub.Identity;

namespace TaskHub.Api;

/// <summary>Who calls; an endpoint takes it as a parameter.</summary>
public sealed record Call(Actor Actor, long TokenId)
{
    public static ValueTask<Call?> BindAsync(HttpContext context)
    {
        var caller = context.Features.Get<Caller>()
            ?? throw new InvalidOperationException("The endpoint stands outside of the group that needs a token.");
        return ValueTask.FromResult<Call?>(new Call(caller.Actor, caller.TokenId));
    }
}
