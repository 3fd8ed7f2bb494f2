using TaskHub.Identity;
using TaskHub.Tasks;

namespace TaskHub.Tests.Tasks;

public sealed class QuickLineTests
{
    private static readonly Person Ada = new(1, "Ada Lovelace", "ada@example.com");
    private static readonly Person Grace = new(2, "Grace Hopper", "grace@example.com");
    private static readonly Person Greta = new(3, "Greta Stone", "g.stone@example.com");

    // A Thursday.
    private static readonly QuickContext Context = new(Ada.Id, [Ada, Grace, Greta], new DateOnly(2026, 11, 26));

    [Fact]
    public void Marks_and_a_day_leave_the_name()
    {
        var line = QuickLine.Read("Ship the build !high @me #web fri", Context);

        Assert.Equal(("Ship the build", 8, Ada, new DateOnly(2026, 11, 27)), (line.Name, line.Priority, line.Assignee, line.DueOn));
        Assert.Equal(["web"], line.Labels);
    }

    [Theory]
    [InlineData("Call @grace about it", "Call about it", 2L)]
    [InlineData("Call @hop", "Call", 2L)]
    [InlineData("Call @gracehopper", "Call", 2L)]
    [InlineData("Call @g.stone", "Call", 3L)]
    [InlineData("Call @gr", "Call @gr", null)]
    [InlineData("Call @nobody", "Call @nobody", null)]
    [InlineData("Mail to ada@example.com", "Mail to ada@example.com", null)]
    public void A_person_is_meant_only_when_it_can_be_nobody_else(string text, string name, long? person)
    {
        var line = QuickLine.Read(text, Context);

        Assert.Equal((name, person), (line.Name, line.Assignee?.Id));
    }

    [Theory]
    [InlineData("Plan today", "Plan", "2026-11-26")]
    [InlineData("Plan tomorrow", "Plan", "2026-11-27")]
    [InlineData("Plan thu", "Plan", "2026-12-03")]
    [InlineData("Plan Sunday", "Plan", "2026-11-29")]
    [InlineData("Plan next week", "Plan", "2026-11-30")]
    [InlineData("Plan 1 dec", "Plan", "2026-12-01")]
    [InlineData("Plan Jan 5", "Plan", "2027-01-05")]
    [InlineData("Plan 29 feb", "Plan 29 feb", null)]
    [InlineData("Plan 2027-02-01", "Plan", "2027-02-01")]
    [InlineData("Plan 1 dec 2027", "Plan", "2027-12-01")]
    [InlineData("Plan Dec 1, 2027", "Plan", "2027-12-01")]
    [InlineData("Plan 1.12.2027", "Plan", "2027-12-01")]
    [InlineData("Plan 31.2.2027", "Plan 31.2.2027", null)]
    [InlineData("Upgrade to 10.0.1", "Upgrade to 10.0.1", null)]
    [InlineData("Plan friday lunch", "Plan friday lunch", null)]
    [InlineData("today", "today", null)]
    public void A_day_counts_at_the_end(string text, string name, string? day)
    {
        var line = QuickLine.Read(text, Context);

        Assert.Equal((name, day), (line.Name, line.DueOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("Ship it fri 15:00", "Ship it", "2026-11-27 15:00")]
    [InlineData("Ship it 15:00", "Ship it 15:00", null)]
    [InlineData("Ship it at 15:00", "Ship it", "2026-11-26 15:00")]
    [InlineData("Ship it tomorrow at 9am", "Ship it", "2026-11-27 09:00")]
    [InlineData("Ship it in 3 days 12:30 pm", "Ship it", "2026-11-29 12:30")]
    [InlineData("Ship it 1 dec 12am", "Ship it", "2026-12-01 00:00")]
    [InlineData("Ship it fri 24:00", "Ship it fri 24:00", null)]
    [InlineData("Ship it fri 13pm", "Ship it fri 13pm", null)]
    [InlineData("Draw 16:9", "Draw 16:9", null)]
    [InlineData("Read chapter 12 at 5", "Read chapter 12 at 5", null)]
    public void A_time_counts_behind_a_day(string text, string name, string? due)
    {
        var line = QuickLine.Read(text, Context);

        Assert.Equal((name, due), (line.Name, line.DueOn is { } day ? day.ToString("yyyy-MM-dd ", System.Globalization.CultureInfo.InvariantCulture) + line.DueTime?.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture) : null));
    }

    [Theory]
    [InlineData("Fix !urgent", "Fix", true, 0)]
    [InlineData("Fix !3", "Fix", false, 3)]
    [InlineData("Fix !11 now!", "Fix !11 now!", false, 0)]
    [InlineData("Fix #42", "Fix #42", false, 0)]
    [InlineData("!high", "!high", false, 0)]
    public void What_is_not_understood_stays_in_the_name(string text, string name, bool urgent, int priority)
    {
        var line = QuickLine.Read(text, Context);

        Assert.Equal((name, urgent, priority), (line.Name, line.Urgent, line.Priority));
        Assert.Empty(line.Labels);
    }

    [Theory]
    [InlineData("thu 15:00", "2026-11-26")]
    [InlineData("thu 3:30", "2026-12-03")]
    [InlineData("fri 15:00", "2026-11-27")]
    [InlineData("next fri 9am", "2026-12-04")]
    public void A_weekday_that_is_today_means_today_while_its_time_is_to_come(string words, string day) =>
        Assert.Equal(day, $"{DayWords.ReadTimed(words, new DateOnly(2026, 11, 26), () => new TimeOnly(4, 0))!.Value.Day:yyyy-MM-dd}");

    [Theory]
    [InlineData("Full name @Grace Hopper now", "Full name now", 2L)]
    [InlineData("Full name @grace hopper", "Full name", 2L)]
    [InlineData("Both @grace @ada", "Both @ada", 2L)]
    public void A_whole_name_is_a_name_and_of_two_people_the_second_is_not_lost(string text, string name, long person)
    {
        var line = QuickLine.Read(text, Context);

        Assert.Equal((name, person), (line.Name, line.Assignee?.Id));
    }

    [Theory]
    [InlineData("Shine @\"Grace Hopper\" shoes", "Shine shoes", 2L)]
    [InlineData("Shine @\"grace hop\", soon", "Shine soon", 2L)]
    [InlineData("Shine @\"Grace\"", "Shine", 2L)]
    [InlineData("Shine @\"Grace Hopper", "Shine @\"Grace Hopper", null)]
    [InlineData("Shine @\"Gr\" shoes", "Shine @\"Gr\" shoes", null)]
    [InlineData("Ask @Grace Hopper, then ship", "Ask then ship", 2L)]
    [InlineData("Ask @grace, then ship", "Ask then ship", 2L)]
    [InlineData("Shine @Grace Hoppers shoes", "Shine Hoppers shoes", 2L)]
    [InlineData("Shine @Grace Hopper's shoes", "Shine @Grace Hopper's shoes", null)]
    [InlineData("Shine @grace hopper’s shoes @ada", "Shine @grace hopper’s shoes", 1L)]
    [InlineData("Shine @Grace's shoes", "Shine @Grace's shoes", null)]
    public void A_name_stands_in_quotes_or_ends_where_a_word_does_and_whose_things_they_are_stays(string text, string name, long? person)
    {
        var line = QuickLine.Read(text, Context);

        Assert.Equal((name, person), (line.Name, line.Assignee?.Id));
    }

    [Fact]
    public void A_whole_name_is_that_person_though_another_begins_so_and_nobody_when_two_have_it()
    {
        Person son = new(4, "Grace Hopper Junior", "gj@example.com"), twin = new(5, "Ada Lovelace", "twin@example.com");
        var more = Context with { People = [.. Context.People, son, twin] };

        Assert.Equal(Grace, QuickLine.Read("Call @\"Grace Hopper\"", more).Assignee);
        Assert.Equal(Grace, QuickLine.Read("Call @Grace Hopper", more).Assignee);
        Assert.Equal(son, QuickLine.Read("Call @Grace Hopper Junior", more).Assignee);
        Assert.Equal(("Call @Ada Lovelace now", null), (QuickLine.Read("Call @Ada Lovelace now", more).Name, QuickLine.Read("Call @Ada Lovelace now", more).Assignee));
    }

    [Theory]
    [InlineData("Sort #web,api", "Sort", "web|api")]
    [InlineData("Sort #web, #api, and more", "Sort and more", "web|api")]
    [InlineData("Sort #\"next year\", out", "Sort out", "next year")]
    [InlineData("Sort #\"web,api\"", "Sort", "web,api")]
    [InlineData("Sort #web,WEB", "Sort", "WEB")]
    [InlineData("Sort #web,7", "Sort #web,7", "")]
    [InlineData("Sort #,", "Sort #,", "")]
    public void A_comma_parts_labels_and_ends_one(string text, string name, string labels)
    {
        var line = QuickLine.Read(text, Context);

        Assert.Equal((name, labels), (line.Name, string.Join('|', line.Labels)));
    }

    [Theory]
    [InlineData("Sort #\"odd name\" out", "Sort out", "odd name")]
    [InlineData("Sort #\"odd\"", "Sort", "odd")]
    [InlineData("Sort #\"odd name", "Sort #\"odd name", null)]
    [InlineData("Sort #\"\"", "Sort #\"\"", null)]
    public void A_label_of_several_words_stands_in_quotes(string text, string name, string? label)
    {
        var line = QuickLine.Read(text, Context);

        Assert.Equal((name, label), (line.Name, line.Labels.SingleOrDefault()));
    }

    // Today is a Thursday.
    [Theory]
    [InlineData("Water plants every monday", "Water plants", "every week on mon", "2026-11-30")]
    [InlineData("Water plants every thu", "Water plants", "every week on thu", "2026-11-26")]
    [InlineData("Water plants every 2 weeks on mon, thu", "Water plants", "every 2 weeks on mon, thu", "2026-11-26")]
    [InlineData("Water plants every day at 9:00", "Water plants", "every day", "2026-11-26 09:00")]
    [InlineData("Water plants sat every month", "Water plants", "every month", "2026-11-28")]
    [InlineData("Pay every month on day 1", "Pay", "every month on day 1", "2026-12-01")]
    [InlineData("Look every other monday", "Look every other monday", null, null)]
    [InlineData("Call each friday", "Call each friday", null, null)]
    [InlineData("Call every customer friday", "Call every customer", null, "2026-11-27")]
    [InlineData("Every monday", "Every monday", null, null)]
    public void A_rule_at_the_end_lets_it_come_again_and_leaves_no_words_behind(string text, string name, string? rule, string? due)
    {
        var line = QuickLine.Read(text, Context);

        Assert.Equal(
            (name, rule, due),
            (line.Name, line.Repeat, line.DueOn is { } day ? $"{day:yyyy-MM-dd}{(line.DueTime is { } time ? $" {time:HH\\:mm}" : "")}" : null));
        Assert.Equal(line.Repeat, line.ToTask(1, 1).Repeat);
    }
}
