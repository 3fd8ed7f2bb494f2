using Bunit;
using TaskHub.Identity;
using TaskHub.Tasks;

namespace TaskHub.Tests.Tasks;

public sealed class TaskTitleTests : BunitContext
{
    private readonly List<string?> saved = [];
    private Failure? answer;

    // What is kept in the browser is a matter of the browser tests.
    public TaskTitleTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void Leaving_an_untouched_title_saves_nothing()
    {
        var title = Title("Plan");
        title.Find("textarea").Focus();
        title.Find("textarea").Blur();

        Assert.Empty(saved);
    }

    [Fact]
    public void Enter_saves_one_line()
    {
        var title = Title("Plan");
        title.Find("textarea").Input("Big\nplan\n");

        Assert.Equal(["Big plan"], saved);
    }

    [Fact]
    public void Escape_brings_back_what_stands_there()
    {
        var title = Title("Plan");
        title.Find("textarea").Input("Something else");
        title.Find("textarea").KeyDown("Escape");
        title.Find("textarea").Blur();

        Assert.Empty(saved);
        Assert.Equal("Plan", title.Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public void What_does_not_validate_is_told_and_stays_typed()
    {
        answer = Failure.Invalid("name", "A name is required.");
        var title = Title("Plan");
        title.Find("textarea").Input(" ");
        title.Find("textarea").Blur();

        Assert.Contains("A name is required.", title.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(" ", title.Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public void A_title_that_someone_else_changed_is_not_saved_until_the_person_decides()
    {
        var title = Title("Plan");
        title.Find("textarea").Input("Mine");
        title.Render(parameters => parameters.Add(t => t.Task, View("Theirs")).Add(t => t.ChangedBy, "Grace"));
        title.Find("textarea").Blur();

        Assert.Empty(saved);
        Assert.Contains("Grace", title.Find(".meanwhile").TextContent, StringComparison.Ordinal);
        title.FindAll(".meanwhile button").Single(b => b.TextContent == "Take theirs").Click();
        Assert.Equal("Theirs", title.Find("textarea").GetAttribute("value"));
        Assert.Empty(title.FindAll(".meanwhile"));
    }

    private IRenderedComponent<TaskTitle> Title(string name) => Render<TaskTitle>(parameters => parameters
        .Add(t => t.Task, View(name))
        .Add(t => t.Save, (edit, _) =>
        {
            saved.Add(edit.Name.Value);
            return Task.FromResult(answer);
        }));

    private static TaskView View(string name) => new()
    {
        Id = 1,
        OrganizationId = 1,
        ProjectId = 1,
        ListId = 1,
        Name = name,
        Description = "",
        State = TaskState.Open,
        Urgent = false,
        Priority = 0,
        DueOn = null,
        StartOn = null,
        Assignee = null,
        Author = null,
        Labels = [],
        Version = 1,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
        CompletedAt = null,
    };
}
