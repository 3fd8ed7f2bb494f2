using TaskHub.Tasks;

namespace TaskHub.Tests.Tasks;

/// <summary>Dates in words, on a Thursday at four in the morning.</summary>
public sealed class DateWordsTests
{
    private static readonly DateOnly Today = new(2026, 11, 26);

    [Theory]
    [InlineData("+3d", "2026-11-29")]
    [InlineData("+ 3 d", "2026-11-29")]
    [InlineData("3d", "2026-11-29")]
    [InlineData("+2w", "2026-12-10")]
    [InlineData("2 days", "2026-11-28")]
    [InlineData("In  2 Weeks", "2026-12-10")]
    [InlineData("in two weeks", "2026-12-10")]
    [InlineData("two months from now", "2027-01-26")]
    [InlineData("a year", "2027-11-26")]
    [InlineData("day after tomorrow", "2026-11-28")]
    [InlineData("tomorrow 9", "2026-11-27 09:00")]
    [InlineData("tomorrow at 9", "2026-11-27 09:00")]
    [InlineData("9 tomorrow", "2026-11-27 09:00")]
    [InlineData("9am on monday", "2026-11-30 09:00")]
    [InlineData("noon tomorrow", "2026-11-27 12:00")]
    [InlineData("tomorrow noon", "2026-11-27 12:00")]
    [InlineData("at noon", "2026-11-26 12:00")]
    [InlineData("at 17", "2026-11-26 17:00")]
    [InlineData("next monday 9:30", "2026-11-30 09:30")]
    [InlineData("9:30 on 1 dec", "2026-12-01 09:30")]
    [InlineData("12 pm 1 dec", "2026-12-01 12:00")]
    [InlineData("+3d 9:30", "2026-11-29 09:30")]
    [InlineData("2 days at noon", "2026-11-28 12:00")]
    [InlineData("thu 9", "2026-11-26 09:00")]
    [InlineData("thu 3", "2026-12-03 03:00")]
    [InlineData("fri 15:00", "2026-11-27 15:00")]
    [InlineData("1 dec", "2026-12-01")]
    [InlineData("+5", "2026-12-01")]
    public void A_field_for_a_date_understands(string words, string means)
    {
        var said = DateWords.Read(words, Today, () => new TimeOnly(4, 0))!.Value;

        Assert.Equal(means, said.Time is { } time ? $"{said.Day:yyyy-MM-dd} {time:HH\\:mm}" : $"{said.Day:yyyy-MM-dd}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("9")]
    [InlineData("days")]
    [InlineData("1 dec 24")]
    [InlineData("9 1 dec")]
    [InlineData("+3m")]
    [InlineData("tomorrow 25")]
    [InlineData("tomorrow 13 pm")]
    [InlineData("noon noon")]
    [InlineData("2 days tomorrow")]
    [InlineData("some day")]
    public void What_is_no_date_is_none(string words) => Assert.Null(DateWords.Read(words, Today));

    [Theory]
    [InlineData("Wait 2 days")]
    [InlineData("Meet at noon")]
    [InlineData("Read chapter 3d")]
    [InlineData("Talk to the team tomorrow 9")]
    [InlineData("Lunch noon tomorrow")]
    public void A_line_for_a_new_task_takes_no_more_of_a_name_for_a_date_than_it_did(string text)
    {
        var line = QuickLine.Read(text, new QuickContext(1, [], Today));

        Assert.Null(line.DueTime);
        Assert.Equal(text.EndsWith("noon tomorrow", StringComparison.Ordinal) ? "Lunch noon" : text, line.Name);
    }
}
