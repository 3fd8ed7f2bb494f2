using System.Text.RegularExpressions;
using Bunit;
using TaskHub.Tests.Architecture;
using TaskHub.Ui;

namespace TaskHub.Tests.Ui;

public sealed partial class IconTests : BunitContext
{
    [Fact]
    public void Beside_a_text_it_is_not_heard() =>
        Assert.Equal("true", Render<Icon>(with => with.Add(i => i.Name, "webhook")).Find("svg").GetAttribute("aria-hidden"));

    [Fact]
    public void Alone_it_has_a_name()
    {
        var svg = Render<Icon>(with => with.Add(i => i.Name, "webhook").Add(i => i.Label, "Webhook")).Find("svg");

        Assert.Equal("img", svg.GetAttribute("role"));
        Assert.Equal("Webhook", svg.GetAttribute("aria-label"));
    }

    [Fact]
    public void Every_icon_that_a_page_names_exists()
    {
        var named = Repository.Files(".razor")
            .SelectMany(file => Named().Matches(File.ReadAllText(Path.Combine(Repository.Root, file))))
            .Select(match => match.Groups[1].Value)
            .Distinct(StringComparer.Ordinal);

        Assert.All(named, name => Render<Icon>(with => with.Add(i => i.Name, name)));
    }

    [GeneratedRegex("(?:<Icon Name| Icon)=\"([a-z0-9-]+)\"")]
    private static partial Regex Named();
}
