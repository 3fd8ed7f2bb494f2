namespace TaskHub.Webhooks.Dispatch;

/// <summary>Carries the news that a webhook has something due from a commit to the dispatcher. It may be lost without harm.</summary>
internal sealed class WakeUp
{
    /// <summary>Called with the webhook's id; quick.</summary>
    public event Action<long>? Woken;

    public void Signal(long webhookId) => Woken?.Invoke(webhookId);
}
