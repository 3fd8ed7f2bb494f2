using System.Net;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Security;

/// <summary>A name service that answers what its test says, and counts.</summary>
internal sealed class ScriptedResolver(Func<int, CancellationToken, Task<IPAddress[]>> answer) : INameResolver
{
    private int asked;

    /// <summary>Answers these addresses to the first, second … question; the last ones for ever.</summary>
    public ScriptedResolver(params string[][] answers)
        : this((question, _) => Task.FromResult(answers[Math.Min(question, answers.Length) - 1].Select(IPAddress.Parse).ToArray()))
    {
    }

    public int Asked => asked;

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation) =>
        answer(Interlocked.Increment(ref asked), cancellation);
}
