using System.Data.Common;
using TaskHub.Organizations;
using TaskHub.Webhooks;

namespace TaskHub;

/// <summary>Whether the hub can do its work, in one word for a probe. Asked by anyone and often, so it looks at most once a second.</summary>
internal sealed class Readiness(FirstStart first, DeliveryHealth deliveries, IHostApplicationLifetime life, TimeProvider time) : IDisposable
{
    public const string Ready = "ready";
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim one = new(1, 1);
    private string? known;
    private long lookedAt;

    /// <summary><see cref="Ready"/>, or what is missing: <c>setup, database, deliveries, recorder, stopping</c>.</summary>
    public async Task<string> LookAsync(CancellationToken cancel)
    {
        if (life.ApplicationStopping.IsCancellationRequested)
        {
            return "stopping";
        }

        await one.WaitAsync(cancel);
        try
        {
            if (known is null || time.GetElapsedTime(lookedAt) > Fresh)
            {
                known = await LookNowAsync(cancel);
                lookedAt = time.GetTimestamp();
            }

            return known;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<string> LookNowAsync(CancellationToken cancel)
    {
        try
        {
            return await first.WaitsAsync(cancel) ? "setup" : await deliveries.LookAsync(cancel) switch
            {
                DeliveryTrouble.Stuck => "deliveries",
                DeliveryTrouble.Unrecorded => "recorder",
                _ => Ready,
            };
        }
        catch (DbException)
        {
            return "database";
        }
    }
}
