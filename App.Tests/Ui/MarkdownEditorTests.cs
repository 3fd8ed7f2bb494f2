using Bunit;
using TaskHub.Ui;

namespace TaskHub.Tests.Ui;

public sealed class MarkdownEditorTests : BunitContext
{
    /// <summary>Keys come faster than pages are drawn: the editor may be drawn for a key before its parent has been for the text before it.</summary>
    [Fact]
    public void What_was_typed_stays_while_the_parent_has_not_been_drawn_with_it()
    {
        string? heard = null;
        var editor = Render<MarkdownEditor>(with => with.Add(e => e.Label, "Text").Add(e => e.ValueChanged, (string? text) => heard = text));

        editor.Find("textarea").Input("Half a sent");
        editor.Find("textarea").KeyDown("e");

        Assert.Equal("Half a sent", heard);
        Assert.Equal("Half a sent", editor.Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public void A_text_that_the_parent_gives_replaces_what_was_typed()
    {
        var editor = Render<MarkdownEditor>(with => with.Add(e => e.Label, "Text").Add(e => e.Value, "One"));

        editor.Find("textarea").Input("One and a half");
        editor.Render(with => with.Add(e => e.Value, string.Empty));

        Assert.Equal(string.Empty, editor.Find("textarea").GetAttribute("value") ?? string.Empty);
    }
}
