namespace TaskHub.Tests.Faults;

/// <summary>Kill -9 at the moments at which a delivery could get lost or be sent twice.</summary>
public sealed class CutTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_process_that_is_cut_off_at_any_moment_loses_nothing_and_repeats_only_what_was_in_flight()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill -9");
        await using var driver = await CutDriver.StartAsync();
        foreach (var moment in CutMoment.Plan())
        {
            await driver.CutAsync(moment);
        }

        await driver.EndAsync();
        FaultReport.Close(output, driver.Tallies);
    }
}
