using Bunit;
using TaskHub.Ui;

namespace TaskHub.Tests.Ui;

public sealed class CodeBlockTests : BunitContext
{
    [Fact]
    public void Json_is_formatted_and_raw_shows_the_very_text()
    {
        const string Body = """{"type":"task","id":"51","n":[1,null],"quote":"a \"b\" <c>"}""";
        var block = Show(Body);

        Assert.Contains("\"type\": \"task\"", block.Find("pre").TextContent, StringComparison.Ordinal);
        Assert.Equal(["\"type\"", "\"id\"", "\"n\"", "\"quote\""], block.FindAll(".k").Select(key => key.TextContent));

        block.FindAll("button").Single(button => button.TextContent == "Raw").Click();

        Assert.Equal(Body, block.Find("pre").TextContent);
    }

    [Theory]
    [InlineData("<html>not json</html>")]
    [InlineData("{\"cut off\": tr")]
    [InlineData("OK")]
    public void What_is_not_json_is_shown_as_it_came(string text)
    {
        var block = Show(text);

        Assert.Equal(text, block.Find("pre").TextContent);
        Assert.DoesNotContain(block.FindAll("button"), button => button.TextContent == "Raw");
    }

    [Fact]
    public void A_long_text_is_cut_and_says_so()
    {
        var block = Show(new string('x', CodeBlock.MostShown + 1));

        Assert.Equal(CodeBlock.MostShown, block.Find("pre").TextContent.Length);
        Assert.Contains("32,768 of 32,769", block.Find(".cut").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<CodeBlock> Show(string text) => Render<CodeBlock>(with => with.Add(b => b.Label, "Request body").Add(b => b.Text, text));
}
