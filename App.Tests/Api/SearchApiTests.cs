using TaskHub.Tests.Webhooks;

namespace TaskHub.Tests.Api;

public sealed class SearchApiTests(HookHub hub) : IClassFixture<HookHub>
{
    [Fact]
    public async Task Tasks_comments_and_projects_are_found_by_all_words_in_any_order_by_those_who_may_see_them()
    {
        var project = (await hub.Api.PostAsync("/projects", """{"name":"Lighthouse walls"}""")).Id;
        var task = (await hub.Api.PostAsync("/tasks", $$"""{"project_id":{{project}},"name":"Paint","description":"the WALLS of the lighthouse"}""")).Id;
        var comment = (await hub.Api.PostAsync("/comments", $$"""{"target_id":{{task}},"body":"lighthouse_walls are 100% white"}""")).Id;
        await hub.Api.PostAsync("/tasks", $$"""{"project_id":{{project}},"name":"Lighthouse"}""");
        await hub.Otto.PostAsync("/tasks", $$"""{"project_id":{{hub.OttosProject}},"name":"Walls of another lighthouse"}""");

        var found = await hub.Paul.GetAsync("/search?q=walls+lighthouse");

        Assert.Equal([("Comment", comment), ("Project", project), ("Task", task)], Of(found).Order());
        Assert.Equal("3", found.Headers["PaginationTotalObjects"]);
        Assert.Equal(found.Text, (await hub.Paul.GetAsync("/search?query=walls+lighthouse")).Text);
        Assert.Equal([("Task", task)], Of(await hub.Paul.GetAsync($"/search?q=walls+lighthouse&type=task&project_id={project}&organization_id={hub.Organization}")));
        Assert.Equal([("Comment", comment)], Of(await hub.Paul.GetAsync("/search?q=100%25")));
        Assert.Equal([("Comment", comment)], Of(await hub.Paul.GetAsync("/search?q=house_walls")));
        Assert.Equal(Of(found), Of(await hub.Paul.GetAsync("/search?q=walls%00lighthouse")));
        Assert.Single((await hub.Otto.GetAsync("/search?q=walls+lighthouse")).Array);
        Assert.Single((await hub.Paul.GetAsync("/search?q=walls+lighthouse&per_page=1&page=3")).Array);

        await hub.Api.DeleteAsync($"/tasks/{task}");
        Assert.Equal([("Project", project)], Of(await hub.Paul.GetAsync("/search?q=walls+lighthouse")));
        Assert.Equal((400, 400), ((await hub.Paul.GetAsync("/search")).Status, (await hub.Paul.GetAsync("/search?q=+")).Status));
    }

    private static IEnumerable<(string Type, long Id)> Of(ApiAnswer answer) => answer.Array.Select(f => ((string)f!["type"]!, (long)f["id"]!));
}
