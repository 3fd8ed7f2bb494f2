using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>What became of a key that a request brought along.</summary>
public enum KeyState
{
    /// <summary>It is new; the request is to be done and then remembered or forgotten.</summary>
    New,

    /// <summary>The same request was answered; the answer is there.</summary>
    Answered,

    /// <summary>The same request is being done just now.</summary>
    UnderWay,

    /// <summary>The hub stopped in the middle of the same request: nobody knows what became of it.</summary>
    CutOff,

    /// <summary>The key stood for another request.</summary>
    OtherRequest,
}

/// <summary>Keys of requests and the answers to them, for 24 hours.</summary>
public sealed class RememberedAnswers(WriteGate gate, TimeProvider time)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);
    private readonly ConcurrentDictionary<long, bool> underWay = new();

    /// <summary>Takes a key for a request, unless it is taken.</summary>
    /// <param name="tokenId">Keys of different tokens have nothing to do with each other.</param>
    /// <param name="key">The key.</param>
    /// <param name="request">A hash of the request.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<(KeyState State, RememberedAnswer Answer)> TakeAsync(
        long tokenId, string key, byte[] request, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        return await gate.RunAsync<(KeyState, RememberedAnswer)>(
            async db =>
            {
                await db.RememberedAnswers.Where(a => a.CreatedAt <= now - KeptFor).ExecuteDeleteAsync(cancel);
                var known = await db.RememberedAnswers.AsNoTracking().SingleOrDefaultAsync(a => a.TokenId == tokenId && a.Key == key, cancel);
                if (known is not null)
                {
                    var state = !known.Request.AsSpan().SequenceEqual(request) ? KeyState.OtherRequest
                        : known.Status != 0 ? KeyState.Answered
                        : underWay.ContainsKey(known.Id) ? KeyState.UnderWay
                        : KeyState.CutOff;
                    return (state, known);
                }

                var taken = new RememberedAnswer { TokenId = tokenId, Key = key, Request = request, CreatedAt = now };
                db.RememberedAnswers.Add(taken);
                await db.SaveChangesAsync(cancel);
                underWay[taken.Id] = true;
                return (KeyState.New, taken);
            },
            cancel);
    }

    /// <summary>Keeps the answer to a request that was done.</summary>
    public async Task RememberAsync(RememberedAnswer taken, int status, string body, string? location)
    {
        await gate.RunAsync(db => db.RememberedAnswers.Where(a => a.Id == taken.Id).ExecuteUpdateAsync(
            set => set.SetProperty(a => a.Status, status).SetProperty(a => a.Body, body).SetProperty(a => a.Location, location)));
        underWay.TryRemove(taken.Id, out _);
    }

    /// <summary>Frees the key of a request that changed nothing.</summary>
    public async Task ForgetAsync(RememberedAnswer taken)
    {
        await gate.RunAsync(db => db.RememberedAnswers.Where(a => a.Id == taken.Id).ExecuteDeleteAsync());
        underWay.TryRemove(taken.Id, out _);
    }
}
