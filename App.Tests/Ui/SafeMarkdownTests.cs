using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using TaskHub.Ui;

namespace TaskHub.Tests.Ui;

public sealed class SafeMarkdownTests
{
    private static readonly string[] Schemes = ["http", "https", "mailto"];
    private static readonly string[] Elements =
    [
        "html", "head", "body", "p", "a", "em", "strong", "code", "pre", "br", "hr", "ul", "ol", "li", "blockquote", "img", "input",
        "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
    ];

    private static readonly string[] Attributes =
        ["href", "src", "alt", "title", "rel", "class", "type", "checked", "disabled", "loading", "aria-label", "start", "style"];

    [Theory]
    [MemberData(nameof(MarkdownProbes.Hostile), MemberType = typeof(MarkdownProbes))]
    public void What_a_stranger_wrote_cannot_act(string probe)
    {
        var page = Parse(SafeMarkdown.ToHtml(probe));

        Assert.All(page.QuerySelectorAll("*"), element =>
        {
            Assert.Contains(element.LocalName, Elements);
            Assert.All(element.Attributes, attribute => Assert.Contains(attribute.Name, Attributes));
            Assert.Matches("^(text-align: (left|center|right);)?$", element.GetAttribute("style") ?? "");
        });
        Assert.All(page.QuerySelectorAll("a"), AssertHarmless);
        Assert.All(page.QuerySelectorAll("img"), image => Assert.Matches(@"^/[^/\\]", image.GetAttribute("src")!));
    }

    [Fact]
    public void A_table_is_filled_up_to_its_width_only_where_that_is_little()
    {
        static string Table(int columns, int rows, string row) =>
            $"|{string.Concat(Enumerable.Repeat("a|", columns))}\n|{string.Concat(Enumerable.Repeat("-|", columns))}\n" + string.Concat(Enumerable.Repeat(row, rows));

        Assert.All(["|a\n", "a\n"], row => Assert.InRange(SafeMarkdown.ToHtml(Table(500, 5_000, row)).Length, 1, 200_000));
        Assert.Contains("<table>", SafeMarkdown.ToHtml(Table(10, 1_000, "|a|b|c|d\n")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[a](")]
    [InlineData("[a][b")]
    [InlineData("*a ")]
    [InlineData("> ")]
    [InlineData("1. ")]
    public void What_would_make_the_parser_sweat_is_shown_as_it_was_written(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 60_000 / piece.Length));

        Assert.StartsWith("<pre><code>", SafeMarkdown.ToHtml(text), StringComparison.Ordinal);
        Assert.Equal(text, SafeMarkdown.ToText(text));
        Assert.DoesNotContain("<pre>", SafeMarkdown.ToHtml(string.Join('\n', Enumerable.Repeat("- [ ] a *small* step, see [there](https://example.test/)", 900))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[x](https://example.test/a?b=c#d)", "https://example.test/a?b=c#d")]
    [InlineData("[x](mailto:ada@example.test)", "mailto:ada@example.test")]
    [InlineData("[x](/app/tasks/4)", "/app/tasks/4")]
    [InlineData("[x][1]\n\n[1]: https://example.test/", "https://example.test/")]
    [InlineData("https://example.test/a", "https://example.test/a")]
    [InlineData("<https://example.test/a>", "https://example.test/a")]
    public void A_link_that_leads_somewhere_harmless_stays_and_vouches_for_nothing(string text, string address)
    {
        var link = Parse(SafeMarkdown.ToHtml(text)).QuerySelector("a")!;

        Assert.Equal(address, link.GetAttribute("href"));
        Assert.Equal("nofollow noopener noreferrer", link.GetAttribute("rel"));
    }

    [Theory]
    [InlineData("**Ask** [Ada](https://example.com) about `a_b`", "Ask Ada about a_b")]
    [InlineData("a < b & <b>c</b>", "a < b & <b>c</b>")]
    [InlineData("- one\n- two", "one\ntwo")]
    public void An_excerpt_is_the_words_alone(string text, string words) => Assert.Equal(words, SafeMarkdown.ToText(text));

    [Fact]
    public void The_words_of_a_link_that_was_taken_away_remain() =>
        Assert.Equal("<p>read <em>this</em> now</p>", SafeMarkdown.ToHtml("read [*this*](javascript:alert(1)) now").Trim());

    [Fact]
    public void A_picture_from_elsewhere_is_a_link_to_it()
    {
        var page = Parse(SafeMarkdown.ToHtml("![a cat](https://example.test/cat.png)"));

        Assert.Empty(page.QuerySelectorAll("img"));
        Assert.Equal("a cat", page.QuerySelector("a")!.TextContent);
    }

    [Fact]
    public void A_picture_of_this_hub_is_shown() =>
        Assert.Equal("/files/cat.png", Parse(SafeMarkdown.ToHtml("![a cat](/files/cat.png)")).QuerySelector("img")!.GetAttribute("src"));

    [Fact]
    public void Html_is_text() =>
        Assert.Equal("<p>a &lt;b&gt;bold&lt;/b&gt; word</p>", SafeMarkdown.ToHtml("a <b>bold</b> word").Trim());

    [Fact]
    public void Tables_and_task_lists_are_understood()
    {
        var page = Parse(SafeMarkdown.ToHtml("| a | b |\n|---|---|\n| 1 | 2 |\n\n- [x] done\n- [ ] open\n"));

        Assert.Equal(2, page.QuerySelectorAll("td").Length);
        Assert.Equal(["Done", "Not done"], page.QuerySelectorAll("input").Select(box => box.GetAttribute("aria-label")));
    }

    [Theory]
    [InlineData(">", 20_000)]
    [InlineData("[", 20_000)]
    [InlineData("- ", 20_000)]
    [InlineData("*a ", 20_000)]
    [InlineData("x", 200_000)]
    public void What_is_too_deep_or_too_long_is_shown_all_the_same(string piece, int times)
    {
        var text = string.Concat(Enumerable.Repeat(piece, times));

        Assert.Contains("<b>", Parse(SafeMarkdown.ToHtml(text + "<b>")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n ")]
    public void Nothing_gives_nothing(string? text) => Assert.Equal("", SafeMarkdown.ToHtml(text));

    private static IDocument Parse(string html) => new HtmlParser().ParseDocument($"<body>{html}</body>");

    // As a browser reads an address: controls and blanks do not count, the scheme ends before any slash.
    private static void AssertHarmless(IElement link)
    {
        var href = new string([.. link.GetAttribute("href")!.Where(letter => letter > ' ')]);
        var end = href.IndexOfAny([':', '/', '?', '#']);
        if (end > 0 && href[end] == ':')
        {
            Assert.Contains(href[..end].ToLowerInvariant(), Schemes);
        }
    }
}
