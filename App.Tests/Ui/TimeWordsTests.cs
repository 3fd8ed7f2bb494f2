using TaskHub.Ui;

namespace TaskHub.Tests.Ui;

public sealed class TimeWordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 14, 37, 5, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "just now")]
    [InlineData(-12, "12 s ago")]
    [InlineData(-200, "3 min ago")]
    [InlineData(-7200, "2 h ago")]
    [InlineData(-7 * 86400, "7 d ago")]
    [InlineData(-10 * 86400, "12 Nov")]
    [InlineData(-400 * 86400, "18 Oct 2025")]
    [InlineData(3, "in a moment")]
    [InlineData(30, "in 30 s")]
    [InlineData(600, "in 10 min")]
    public void A_moment_is_told_from_now(int seconds, string words) =>
        Assert.Equal(words, TimeWords.Relative(Now.AddSeconds(seconds), Now));
}
