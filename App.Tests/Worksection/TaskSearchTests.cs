namespace TaskHub.Tests.Worksection;

public sealed class TaskSearchTests(TaskSearchTests.Found hub) : IClassFixture<TaskSearchTests.Found>
{
    [Theory]
    [InlineData("name has 'report'", "Monthly Report,Report 2")]
    [InlineData("name = 'Report 2'", "Report 2")]
    [InlineData("name has '%'", "100% sure")]
    [InlineData("(name has 'Report' or name has 'Approval') and (dateend>'25.05.2026' and dateend<'31.05.2026')", "Monthly Report")]
    [InlineData("name has 'Report' or name has 'Approval' and dateend = '31.05.2026'", "Monthly Report,Report 2,Approval")]
    [InlineData("dateend != '30.05.2026'", "Report 2,Approval,100% sure")]
    [InlineData("dateend ! = '30.05.2026' and dateend <= '31.05.2026'", "Approval")]
    [InlineData("datestart >= '01.06.2026'", "Report 2")]
    [InlineData("dateadd > '01.01.2020' and dateadd != '01.01.2020' and name = \"Approval\"", "Approval")]
    [InlineData("dateadd <= '01.01.2020'", "")]
    [InlineData("dateclose >= '01.01.2020'", "Approval")]
    [InlineData("dateclose = '01.01.2020'", "")]
    [InlineData("date_end{=}'31.05.2026' and name {has} 'app'", "Approval")]
    [InlineData("parent = 1", "")]
    [InlineData("project in (1,2,3) and id in (999999)", "")]
    public async Task A_filter_finds(string filter, string names) => Assert.Equal(
        names,
        string.Join(',', (await hub.SearchAsync(filter)).Data().AsArray().Select(t => t!.Text("name"))));

    [Theory]
    [InlineData("name")]
    [InlineData("name has Report")]
    [InlineData("name has 'Report' and")]
    [InlineData("name has 'Report'; drop table")]
    [InlineData("(name has 'Report'")]
    [InlineData("name has 'Report')")]
    [InlineData("name > 'a'")]
    [InlineData("id > 3")]
    [InlineData("id = x")]
    [InlineData("id in ()")]
    [InlineData("priority = 3")]
    [InlineData("dateend = '2026'")]
    [InlineData("name has 'a' AND name has 'b'")]
    public async Task What_is_no_filter_is_refused(string filter) =>
        Assert.Equal((11, "Field is invalid", "filter"), (await hub.SearchAsync(filter)).Refused());

    [Fact]
    public async Task A_filter_that_could_only_exhaust_the_hub_is_refused()
    {
        Assert.Equal(11, (await hub.SearchAsync(new string('(', 1_000) + "id=1" + new string(')', 1_000))).Refused().Code);
        Assert.Equal(11, (await hub.SearchAsync(string.Join(" or ", Enumerable.Repeat("id=1", 2_000)))).Refused().Code);
        (await hub.SearchAsync(string.Join(" or ", Enumerable.Repeat("id=1", 490)))).Data();
    }

    [Fact]
    public async Task People_and_states_narrow_it()
    {
        var hooks = hub.Hub.Hooks;
        await hub.Hub.AskAsync("post_task", $$"""{"id_project":{{hooks.Project}},"title":"Paul's","email_user_from":"paul@example.org","email_user_to":"paul@example.org"}""");

        Assert.Equal(["Paul's"], await NamesAsync("""{"email_user_from":"paul@example.org"}"""));
        Assert.Equal(["Paul's"], await NamesAsync("""{"email_user_to":"paul@example.org"}"""));
        Assert.DoesNotContain("Paul's", await NamesAsync("""{"email_user_to":"NOONE"}"""));
        Assert.Equal(["Approval"], await NamesAsync($$"""{"id_project":{{hooks.Project}},"status":"done"}"""));

        async Task<List<string>> NamesAsync(string json) =>
            [.. (await hub.Hub.AskAsync("search_tasks", json)).Data().AsArray().Select(t => t!.Text("name"))];
    }

    /// <summary>A hub with tasks to find.</summary>
    public sealed class Found : IAsyncLifetime
    {
        public WorksectionHub Hub { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Hub.InitializeAsync();
            foreach (var members in new[]
            {
                """ "title":"Monthly Report","dateend":"30.05.2026" """, """ "title":"Report 2","datestart":"02.06.2026","dateend":"09.06.2026" """,
                """ "title":"Approval","dateend":"31.05.2026" """, """ "title":"100% sure" """,
            })
            {
                var made = (await Hub.AskAsync("post_task", $$"""{"id_project":{{Hub.Hooks.Project}},{{members}}}""")).Data();
                if (made.Text("name") == "Approval")
                {
                    (await Hub.AskAsync("complete_task", $$"""{"id_task":{{made.Text("id")}}}""")).Data();
                }
            }
        }

        public Task<Api.ApiAnswer> SearchAsync(string filter) =>
            Hub.AskAsync("search_tasks", new System.Text.Json.Nodes.JsonObject { ["filter"] = filter }.ToJsonString());

        public ValueTask DisposeAsync() => Hub.DisposeAsync();
    }
}
