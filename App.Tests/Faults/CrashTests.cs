using System.Globalization;

namespace TaskHub.Tests.Faults;

/// <summary>
/// Kills a real hub with -9 at random moments under load and starts it again, over and over; then proves that nothing was lost. Ten kills
/// by default; TASKHUB_KILLS=60 asks for sixty.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private static readonly int Kills =
        int.TryParse(Environment.GetEnvironmentVariable("TASKHUB_KILLS"), CultureInfo.InvariantCulture, out var asked)
            ? Math.Max(asked, FaultKind.ApiKill.Planned)
            : FaultKind.ApiKill.Planned;

    [Fact]
    public async Task What_was_acknowledged_survives_kills_and_every_delivery_arrives()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has neither kill -9 nor a signal that asks a process to end");
        await using var driver = await CrashDriver.StartAsync();
        for (var kill = 1; kill <= Kills; kill++)
        {
            await driver.LoadAndKillAsync(kill);
        }

        await driver.DrainAsync();
        var verdict = driver.Judge();

        output.WriteLine(verdict.Figures);
        FaultReport.Close(output, verdict.Tally);
    }
}
