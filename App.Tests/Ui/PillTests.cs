using Bunit;
using TaskHub.Ui;

namespace TaskHub.Tests.Ui;

public sealed class PillTests : BunitContext
{
    [Theory]
    [InlineData(Tone.Neutral, "neutral")]
    [InlineData(Tone.Ok, "ok")]
    [InlineData(Tone.Warn, "warn")]
    [InlineData(Tone.Info, "info")]
    [InlineData(Tone.Danger, "danger")]
    public void It_says_its_state_in_words_and_in_the_tone_s_color(Tone tone, string name)
    {
        var pill = Render<Pill>(with => with.Add(p => p.Tone, tone).Add(p => p.Text, "Working, but has failed attempts"));

        var span = pill.Find("span");
        Assert.Equal("Working, but has failed attempts", span.TextContent);
        Assert.Contains(name, span.ClassList);
    }
}
