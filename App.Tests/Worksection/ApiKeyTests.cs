using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Worksection;

public sealed class ApiKeyTests : IAsyncLifetime
{
    private readonly WorksectionHub hub = new();

    public ValueTask InitializeAsync() => hub.InitializeAsync();

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_key_opens_until_it_is_replaced_and_the_door_is_closed_without_one()
    {
        var owner = await hub.ActorAsync();
        var first = await hub.Get<MakeApiKey>().RunAsync(owner, hub.Hooks.Organization);
        Assert.Equal(401, (await hub.AskAsync("get_projects")).Status);
        (await hub.AskAsync("get_projects", key: first.Value)).Data();

        var second = await hub.Get<MakeApiKey>().RunAsync(owner, hub.Hooks.Organization);
        Assert.Equal(401, (await hub.AskAsync("get_projects", key: first.Value)).Status);
        (await hub.AskAsync("get_projects", key: second.Value)).Data();
        Assert.Matches("^[0-9a-f]{32}$", second.Value);

        Assert.True((await hub.Get<RemoveApiKey>().RunAsync(owner, hub.Hooks.Organization)).Ok);
        Assert.Equal(401, (await hub.AskAsync("get_projects", key: second.Value)).Status);
        Assert.Null((await hub.Get<FindApiKey>().RunAsync(owner, hub.Hooks.Organization)).Value);

        // In a browser that was left open, whoever sits down at it proves first who they are.
        var open = owner with { SessionId = 1, ProvedAt = DateTimeOffset.UnixEpoch };
        Assert.Equal(FailureKind.Unproved, (await hub.Get<MakeApiKey>().RunAsync(open, hub.Hooks.Organization)).Failure!.Kind);
        Assert.Equal(FailureKind.Unproved, (await hub.Get<RemoveApiKey>().RunAsync(open, hub.Hooks.Organization)).Failure!.Kind);
    }

    [Fact]
    public async Task Only_administrators_make_see_and_remove_it_and_a_stranger_learns_nothing()
    {
        var paul = await PersonAsync("paul@example.org");
        var otto = await PersonAsync("otto@example.org");
        var narrow = (await hub.ActorAsync()) with { Scopes = Scopes.Read | Scopes.Write | Scopes.WebHooks };
        foreach (var (actor, kind) in new[] { (paul, FailureKind.Forbidden), (otto, FailureKind.NotFound), (narrow, FailureKind.Forbidden) })
        {
            Assert.Equal(kind, (await hub.Get<MakeApiKey>().RunAsync(actor, hub.Hooks.Organization)).Failure!.Kind);
            Assert.Equal(kind, (await hub.Get<FindApiKey>().RunAsync(actor, hub.Hooks.Organization)).Failure!.Kind);
            Assert.Equal(kind, (await hub.Get<RemoveApiKey>().RunAsync(actor, hub.Hooks.Organization)).Failure!.Kind);
        }

        (await hub.AskAsync("get_projects")).Data();
    }

    [Fact]
    public async Task What_a_key_does_is_in_the_audit_with_where_from_and_by_what_and_an_edit_names_what_changed_alone()
    {
        hub.Hooks.Receiver.AnswerWith(Answer.WorksectionOk);
        var made = await hub.AskAsync("add_webhook", $$"""{"url":"{{hub.Hooks.Url("audited")}}","events":"post_task","http_user":"u","http_pass":"p"}""");
        var id = (long)made.Object["id"]!;

        // As the page's form sends it: every field, most of them as they were.
        var form = $$"""{"url":"{{hub.Hooks.Url("audited")}}","description":"New","format":"worksection","events":["task.created"],"project_ids":[],"http_user":"u","http_password":"q"}""";
        await hub.Hooks.Api.PatchAsync($"/web_hooks/{id}", form);
        await hub.Hooks.Api.PatchAsync($"/web_hooks/{id}", form);
        await hub.Hooks.Api.PatchAsync($"/web_hooks/{id}", """{"enabled":false}""");

        var entries = (await hub.Get<FindAudit>().RunAsync(await hub.ActorAsync(), hub.Hooks.Organization, new("web_hook"))).Value;
        Assert.Equal([Acts.WebhookDisabled, Acts.WebhookChanged, Acts.WebhookCreated], entries.Select(e => e.Act));
        Assert.Equal("description: none → New; password changed", entries[1].Detail);
        Assert.Equal(("API key …79ce", true), (entries[2].Via, entries[2].Address is "127.0.0.1" or "::1" or "::ffff:127.0.0.1"));
    }

    [Fact]
    public async Task A_key_reaches_its_own_organization_alone()
    {
        var otto = await PersonAsync("otto@example.org");
        var key = (await hub.Get<MakeApiKey>().RunAsync(otto, otto.Organizations[0])).Value;
        var task = await hub.Hooks.TaskAsync();
        var hook = (await hub.Hooks.CreateAsync("wall")).Id;

        Assert.Equal(["Elsewhere"], (await hub.AskAsync("get_projects", key: key)).Data().AsArray().Select(p => p!.Text("name")));
        Assert.Equal(["Otto"], (await hub.AskAsync("get_users", key: key)).Data().AsArray().Select(p => p!.Text("name")));
        Assert.Empty((await hub.AskAsync("get_all_tasks", key: key)).Data().AsArray());
        Assert.Empty((await hub.AskAsync("get_webhooks", key: key)).Data().AsArray());
        foreach (var (action, json, code) in new[]
        {
            ("get_project", $$"""{"id_project":{{hub.Hooks.Project}}}""", 4), ("get_tasks", $$"""{"id_project":{{hub.Hooks.Project}}}""", 4),
            ("post_task", $$"""{"id_project":{{hub.Hooks.Project}},"title":"x"}""", 4), ("get_task", $$"""{"id_task":{{task}}}""", 5),
            ("update_task", $$"""{"id_task":{{task}},"title":"x"}""", 5), ("complete_task", $$"""{"id_task":{{task}}}""", 5),
            ("post_comment", $$"""{"id_task":{{task}},"text":"x"}""", 5), ("get_comments", $$"""{"id_task":{{task}}}""", 5),
            ("update_project", $$"""{"id_project":{{hub.Hooks.Project}},"title":"x"}""", 4), ("close_project", $$"""{"id_project":{{hub.Hooks.Project}}}""", 4),
            ("delete_webhook", $$"""{"id":{{hook}}}""", 10), ("get_events", $$"""{"period":"1d","id_project":{{hub.Hooks.Project}}}""", 4),
        })
        {
            Assert.Equal((action, code), (action, (await hub.AskAsync(action, json, key: key)).Refused().Code));
        }
    }

    [Fact]
    public async Task A_key_of_somebody_who_administers_no_more_opens_nothing_and_says_so()
    {
        await hub.Get<WriteGate>().RunAsync(db => db.Memberships
            .Where(m => m.UserId == 1).ExecuteUpdateAsync(set => set.SetProperty(m => m.Role, Role.Participant)));
        Assert.Equal(401, (await hub.AskAsync("get_projects")).Status);

        await hub.Get<WriteGate>().RunAsync(db => db.Memberships
            .Where(m => m.User!.Email == "paul@example.org").ExecuteUpdateAsync(set => set.SetProperty(m => m.Role, Role.Administrator)));
        var seen = await hub.Get<FindApiKey>().RunAsync(await PersonAsync("paul@example.org"), hub.Hooks.Organization);
        Assert.Equal((false, "79ce"), (seen.Value!.Works, seen.Value.Ending));
    }

    [Fact]
    public async Task The_stored_key_is_not_its_text_and_opens_in_its_own_row_alone()
    {
        await using var db = await hub.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var stored = await db.ApiKeys.SingleAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain(WorksectionHub.Key, stored.Secret, StringComparison.Ordinal);
        Assert.Equal(WorksectionHub.Key, hub.Get<ApiKeySecrets>().Open(stored.OrganizationId, stored.Secret));
        Assert.Null(hub.Get<ApiKeySecrets>().Open(stored.OrganizationId + 1, stored.Secret));
    }

    private async Task<Actor> PersonAsync(string email)
    {
        await using var db = await hub.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await hub.ActorAsync(await db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync(TestContext.Current.CancellationToken));
    }
}
