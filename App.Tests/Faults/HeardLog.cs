using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TaskHub.Tests.Faults;

/// <summary>Everything that a hub has logged.</summary>
internal sealed class HeardLog : ILoggerProvider, ILogger
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> lines = new();
    private readonly SemaphoreSlim news = new(0);

    public IReadOnlyCollection<string> Lines => lines;

    /// <summary>Waits until it says something with these words from now on.</summary>
    public async Task SaysAsync(string words)
    {
        lines.Clear();
        while (!lines.Any(line => line.Contains(words, StringComparison.Ordinal)))
        {
            Assert.True(await news.WaitAsync(Patience), $"The hub never says: {words}");
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Hear(formatter(state, exception));

    public void Dispose()
    {
    }

    private void Hear(string line)
    {
        lines.Enqueue(line);
        news.Release();
    }
}
