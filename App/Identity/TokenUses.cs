using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>Writes down when access tokens were last used: beside the requests, and at most once a minute for each token.</summary>
public sealed partial class TokenUses(WriteGate gate, TimeProvider time, ILogger<TokenUses> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<long, DateTimeOffset> noted = new();
    private readonly Channel<Use> uses = Channel.CreateBounded<Use>(new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Notes that a token was used just now. It never waits, and when far too much happens at once it forgets.</summary>
    public void Note(long tokenId, string? from)
    {
        var now = time.GetUtcNow();
        var due = true;
        noted.AddOrUpdate(tokenId, now, (_, last) => (due = now - last >= Every) ? now : last);
        if (due)
        {
            uses.Writer.TryWrite(new Use(tokenId, now, from));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var use in uses.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await gate.RunAsync(
                    db => db.AccessTokens.Where(t => t.Id == use.TokenId).ExecuteUpdateAsync(
                        set => set.SetProperty(t => t.LastUsedAt, use.At).SetProperty(t => t.LastUsedFrom, use.From), stoppingToken),
                    stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The last use of an access token was not written down")]
    private partial void Failed(Exception exception);

    private sealed record Use(long TokenId, DateTimeOffset At, string? From);
}
