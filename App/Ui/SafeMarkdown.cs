using System.Buffers;
using System.Net;
using Markdig;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;

namespace TaskHub.Ui;

/// <summary>
/// Turns what people write into HTML that cannot hurt who reads it: CommonMark, tables, task lists and bare links; HTML in it is
/// text; a link leads to the web, to mail or into this hub, or is no link; a picture is shown only from this hub.
/// </summary>
public static class SafeMarkdown
{
    /// <summary>Longer text than this (in chars) is shown as it was written, so that nobody can make the parser sweat.</summary>
    public const int LongestParsed = 100_000;

    // The parser's time grows with the square of these: 64 KB of "[a](" took 2 s, of "*a " half a second, of ">" a quarter. Within these bounds
    // a text takes 30 ms at most.
    private const int MostBrackets = 2_500;
    private const int MostStars = 6_000;
    private const int MostMarkers = 100;

    // Each row of a table is filled up to the width of its head: 17 KB made 2.5 million cells, 25 MB of HTML.
    private const int MostCells = 20_000;
    private static readonly SearchValues<char> Markers = SearchValues.Create("> \t-+*0123456789.)");

    private const string Rel = "nofollow noopener noreferrer";

    // Named one by one: the advanced extensions would bring attributes, embedded media and diagrams along.
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseTaskLists().UseAutoLinks().DisableHtml().Build();

    /// <summary>The HTML of a description or a comment; also what the API gives out.</summary>
    /// <param name="text">Markdown.</param>
    /// <param name="names">Names that stand out where they follow an <c>@</c>.</param>
    public static string ToHtml(string? text, IReadOnlyList<string>? names = null)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        if (IsTooMuch(text))
        {
            return AsWritten(text);
        }

        try
        {
            var document = Markdig.Markdown.Parse(text, Pipeline);
            Clean(document);
            NamedPeople.Mark(document, names ?? []);
            return document.ToHtml(Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig refuses what is nested deeper than it can walk, which nobody writes by hand.
            return AsWritten(text);
        }
    }

    /// <summary>The words alone, for a line in an inbox or a search.</summary>
    public static string ToText(string text)
    {
        if (IsTooMuch(text))
        {
            return text;
        }

        try
        {
            return Markdig.Markdown.ToPlainText(text, Pipeline).Trim();
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    /// <summary>The HTML for a page. The one place that makes markup of a string, and its string is made right here.</summary>
#pragma warning disable RS0030
    public static MarkupString ToMarkup(string? text, IReadOnlyList<string>? names = null) => new(ToHtml(text, names));
#pragma warning restore RS0030

    /// <summary>More than the parser can take without making everybody wait, which nobody writes by hand.</summary>
    private static bool IsTooMuch(string text)
    {
        var span = text.AsSpan();
        if (text.Length > LongestParsed || span.Count('[') > MostBrackets || span.Count('*') + span.Count('_') > MostStars)
        {
            return true;
        }

        var (widest, rows) = (0, 0);
        foreach (var line in span.EnumerateLines())
        {
            widest = line.Count('|') is var bars and > 0 ? Math.Max(widest, bars + 1) : widest;
            rows += widest > 0 && !line.IsWhiteSpace() ? 1 : 0;
            if ((long)widest * rows > MostCells)
            {
                return true;
            }

            var markers = line.IndexOfAnyExcept(Markers) is var end and >= 0 ? line[..end] : line;
            if (markers.Count('>') + markers.Count('.') + markers.Count(')') + markers.Count('-') + markers.Count('+') > MostMarkers && markers.ContainsAny(">.)"))
            {
                return true;
            }
        }

        return false;
    }

    private static string AsWritten(string text) => $"<pre><code>{WebUtility.HtmlEncode(text)}</code></pre>";

    private static void Clean(MarkdownDocument document)
    {
        // The list is taken first: cleaning replaces what it walks over.
        foreach (var node in document.Descendants().ToList())
        {
            switch (node)
            {
                case LinkInline link:
                    Clean(link);
                    break;
                case AutolinkInline auto:
                    Clean(auto);
                    break;
                case TaskList box:
                    box.GetAttributes().AddProperty("aria-label", box.Checked ? "Done" : "Not done");
                    break;
                case HeadingBlock heading:
                    // The page has the first two levels for itself.
                    heading.Level = Math.Min(6, heading.Level + 2);
                    break;
            }
        }
    }

    private static void Clean(LinkInline link)
    {
        var url = SafeUrl.Of(link.GetDynamicUrl?.Invoke() ?? link.Url);
        if (url is null)
        {
            link.ReplaceBy(new ContainerInline(), copyChildren: true);
            return;
        }

        link.GetDynamicUrl = null;
        link.Url = url;
        if (link.IsImage && SafeUrl.IsOfThisHub(url))
        {
            link.GetAttributes().AddProperty("loading", "lazy");
            return;
        }

        // A picture from elsewhere would tell its owner who reads this, and when: it becomes a link.
        if (link.IsImage)
        {
            link.IsImage = false;
            if (link.FirstChild is null)
            {
                link.AppendChild(new LiteralInline(url));
            }
        }

        link.GetAttributes().AddProperty("rel", Rel);
    }

    private static void Clean(AutolinkInline auto)
    {
        if (auto.IsEmail || SafeUrl.Of(auto.Url) is not null)
        {
            auto.GetAttributes().AddProperty("rel", Rel);
            return;
        }

        auto.ReplaceBy(new LiteralInline(auto.Url));
    }
}
