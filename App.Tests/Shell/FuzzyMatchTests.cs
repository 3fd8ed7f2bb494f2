namespace TaskHub.Tests.Shell;

public sealed class FuzzyMatchTests
{
    [Theory]
    [InlineData("My work", "mywo")]
    [InlineData("Set the priority…", "prio")]
    [InlineData("Website relaunch", "wr")]
    [InlineData("Manage organizations", "mng org")]
    [InlineData("API reference", "apiref")]
    public void Letters_in_their_order_fit(string text, string typed) => Assert.NotNull(FuzzyMatch.Of(text, typed));

    [Theory]
    [InlineData("My work", "krow")]
    [InlineData("Jobs", "jobsy")]
    [InlineData("A very long sentence in which letters are strewn far and wide so that nobody means them", "ayz")]
    public void Others_do_not(string text, string typed) => Assert.Null(FuzzyMatch.Of(text, typed));

    [Fact]
    public void The_beginning_of_a_word_counts_for_more_and_what_fits_is_marked()
    {
        string[] texts = ["Unsettled", "Members and settings", "Settings"];

        Assert.Equal("Settings", texts.MaxBy(t => FuzzyMatch.Of(t, "sett")!.Score));
        Assert.Equal("Unsettled", texts.MinBy(t => FuzzyMatch.Of(t, "sett")!.Score));
        Assert.Equal([0, 8], FuzzyMatch.Of("Website relaunch", "wr")!.At);
    }
}
