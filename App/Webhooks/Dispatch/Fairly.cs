using System.Runtime.CompilerServices;

namespace TaskHub.Webhooks.Dispatch;

/// <summary>
/// Goes on at the end of the pool's common queue, behind whoever asked before. What a worker queues for itself it takes newest first, and a
/// lane's deliveries would leave in the reverse of their order.
/// </summary>
internal readonly struct Fairly : ICriticalNotifyCompletion
{
    public static Fairly Later => default;

#pragma warning disable CA1822 // The compiler asks an instance.
    public bool IsCompleted => false;

    public Fairly GetAwaiter() => this;

    public void GetResult()
    {
    }
#pragma warning restore CA1822

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation) => ThreadPool.UnsafeQueueUserWorkItem(static go => go(), continuation, preferLocal: false);
}
