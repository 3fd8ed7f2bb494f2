using Bunit;

namespace TaskHub.Tests.Shell;

public sealed class NotFoundPageTests : BunitContext
{
    [Fact]
    public void It_says_what_happened_and_shows_the_way_back()
    {
        var page = Render<NotFoundPage>();

        page.Find("h1").MarkupMatches("<h1>Nothing is here</h1>");
        page.Find("a").MarkupMatches("""<a class="btn" href="">Back to the start</a>""");
    }
}
