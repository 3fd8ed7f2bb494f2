using System.Globalization;
using System.Text.RegularExpressions;
using TaskHub.Tests.Architecture;

namespace TaskHub.Tests.Ui;

/// <summary>Every text color is readable on every ground it stands on, 4.5 to 1 and better, in both themes.</summary>
public sealed partial class ContrastTests
{
    private static readonly string Css = File.ReadAllText(Path.Combine(Repository.Root, "wwwroot/app.css"));

    private static readonly Dictionary<string, string[]> Tokens = TokenPattern().Matches(Css)
        .ToDictionary(match => match.Groups[1].Value, match => new[] { match.Groups[2].Value, match.Groups[3].Value });

    private static readonly string[] Grounds = ["bg", "surface", "raised", "sunken", "hover"];
    private static readonly string[] Tones = ["ok", "warn", "neutral", "info", "danger"];

    [Theory]
    [InlineData("text")]
    [InlineData("muted")]
    [InlineData("placeholder")]
    [InlineData("brand-text")]
    [InlineData("ok")]
    [InlineData("warn")]
    [InlineData("danger")]
    public void A_text_is_readable_on_every_ground(string ink) => Assert.All(Grounds, ground => AssertReadable(ink, ground));

    [Fact]
    public void A_pill_and_a_banner_are_readable_in_every_tone() => Assert.All(Tones, tone =>
    {
        AssertReadable(tone, tone + "-soft");
        AssertReadable("text", tone + "-soft");
        AssertReadable("muted", tone + "-soft");
    });

    [Theory]
    [InlineData("on-brand", "brand")]
    [InlineData("on-brand", "brand-hover")]
    [InlineData("brand-text", "brand-soft")]
    [InlineData("on-danger", "danger-solid")]
    [InlineData("on-danger", "danger-solid-hover")]
    [InlineData("muted", "pressed")]
    [InlineData("json-key", "bg")]
    [InlineData("json-string", "bg")]
    [InlineData("json-number", "bg")]
    [InlineData("json-word", "bg")]
    public void A_text_is_readable_where_it_alone_stands(string ink, string ground) => AssertReadable(ink, ground);

    [Fact]
    public void Initials_are_readable_on_their_avatars() => Assert.All(HuePattern().Matches(Css), match =>
    {
        Assert.InRange(Contrast(match.Groups[1].Value, match.Groups[3].Value), 4.5, 21);
        Assert.InRange(Contrast(match.Groups[2].Value, match.Groups[4].Value), 4.5, 21);
    });

    private static void AssertReadable(string ink, string ground) =>
        Assert.All([0, 1], theme => Assert.InRange(Contrast(Tokens[ink][theme], Tokens[ground][theme]), 4.5, 21));

    private static double Contrast(string one, string other)
    {
        var (dark, light) = (Math.Min(Luminance(one), Luminance(other)), Math.Max(Luminance(one), Luminance(other)));
        return (light + 0.05) / (dark + 0.05);
    }

    // Relative luminance as WCAG 2.2 defines it.
    private static double Luminance(string color) =>
        (0.2126 * Channel(color.AsSpan(1, 2))) + (0.7152 * Channel(color.AsSpan(3, 2))) + (0.0722 * Channel(color.AsSpan(5, 2)));

    private static double Channel(ReadOnlySpan<char> hex)
    {
        var share = int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex("--([a-z-]+): light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\);\n")]
    private static partial Regex TokenPattern();

    [GeneratedRegex("--av-ink: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\); --av-ground: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)")]
    private static partial Regex HuePattern();
}
