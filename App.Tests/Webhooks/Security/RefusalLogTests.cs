using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Security;

/// <summary>What the operator reads of a refusal that the administrator is told nothing about, and what stands in no log.</summary>
public sealed class RefusalLogTests
{
    [Theory]
    [InlineData("https://10.0.0.1/hook/hunter2?token=hunter2", "A url with the host 10.0.0.1 was refused: PrivateAddress")]
    [InlineData("https://169.254.169.254", "A url with the host 169.254.169.254 was refused: MetadataAddress")]
    [InlineData("https://[fd00::1]:8443/hunter2", "A url with the host [fd00::1]:8443 was refused: PrivateAddress")]
    [InlineData("https://printer.local?hunter2", "A url with the host printer.local was refused: SpecialName")]
    [InlineData("https://example.com:22/hunter2", "A url with the host example.com:22 was refused: Port")]
    [InlineData("https://example.com#hunter2", "A url with the host example.com was refused: Fragment")]
    [InlineData("https://ada:hunter2@example.com/", "A url with the host (not plain) was refused: Authority")]
    [InlineData("https://ada:hunter2/x@example.com/", "A url with the host (not plain) was refused: Port")]
    [InlineData("hunter2", "A url with the host (not plain) was refused: Scheme")]
    [InlineData("https://example.com\r\nhunter2", "A url with the host (not plain) was refused: Character")]
    [InlineData("", "A url with the host (not plain) was refused: Length")]
    public void The_reason_stands_in_the_log_without_path_query_or_password(string url, string line)
    {
        var log = new Lines<WebhookAddress>();

        Guards.Address(Guards.Published, log: log).Judge(url, out _);

        Assert.Equal([(LogLevel.Warning, line)], log.All);
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_logged_with_the_address_that_refused_it()
    {
        var log = await PostAsync(new ScriptedResolver([["127.0.0.1", "10.0.0.7"]]), receiver => $"http://receiver.example.com:{receiver.Port}/hunter2?hunter2");

        Assert.Equal([(LogLevel.Warning, "A url was not called: receiver.example.com leads to 10.0.0.7: PrivateAddress")], log);
    }

    [Fact]
    public async Task What_a_receiver_writes_stays_one_line()
    {
        await using var junk = new BareReceiver("HTTP/1.1 \u001b[31m2x0\r\n\r\n");

        var (_, line) = Assert.Single(await PostAsync(new ScriptedResolver([[]]), _ => $"http://127.0.0.1:{junk.Port}/hunter2"));

        Assert.DoesNotContain(line, char.IsControl);
        Assert.DoesNotContain("hunter2", line, StringComparison.Ordinal);
        Assert.StartsWith("An attempt at 127.0.0.1 failed: BadAnswer", line, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<(LogLevel, string)>> PostAsync(INameResolver resolver, Func<Receiver, string> url)
    {
        await using var receiver = await Receiver.StartAsync();
        var options = Guards.OnLoopback;
        options.AllowedPorts = [receiver.Port];
        var log = new Lines<OutboundClient>();
        using var client = new OutboundClient(
            Options.Create(options), Guards.Address(options), Guards.Policy(options), resolver, TimeProvider.System, log);
        await client.PostAsync(url(receiver));
        return log.All;
    }

    private sealed class Lines<T> : ILogger<T>
    {
        private readonly List<(LogLevel, string)> all = [];

        public IReadOnlyList<(LogLevel, string)> All => all;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            all.Add((logLevel, formatter(state, exception)));
    }
}
