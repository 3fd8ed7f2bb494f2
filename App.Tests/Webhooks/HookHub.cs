using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Organizations;
using TaskHub.Tests.Api;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Webhooks;

/// <summary>
/// A hub whose owner administers an organization with a project, where Paul takes part and Otto does not belong, and a receiver for its
/// webhooks. Retries come at once.
/// </summary>
public sealed class HookHub : IAsyncLifetime
{
    private const string Quick = "0:0:0.02,0:0:0.02,0:0:0.02";

    public Hub Hub { get; private set; } = null!;

    public Receiver Receiver { get; private set; } = null!;

    /// <summary>The owner's API.</summary>
    public ApiClient Api { get; private set; } = null!;

    public ApiClient Paul { get; private set; } = null!;

    public ApiClient Otto { get; private set; } = null!;

    public long Organization { get; private set; }

    public long Project { get; private set; }

    /// <summary>A project of Otto's organization.</summary>
    public long OttosProject { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Hub = new Hub(new Dictionary<string, string>
        {
            ["TaskHub:Webhooks:RetrySchedule"] = Quick,
            ["TaskHub:Webhooks:DisableAfter"] = "3",
            ["TaskHub:Worksection:RequestsPerSecond"] = "0",
        }).Start();
        Receiver = await Receiver.StartAsync();
        Api = new ApiClient(Hub);
        var project = await Api.PostAsync("/projects", """{"name":"Launch"}""");
        (Organization, Project) = ((long)project.Object["organization_id"]!, project.Id);
        Paul = await PersonAsync("Paul", Organization, Role.Participant);
        Otto = await PersonAsync("Otto", null, Role.Administrator);
        OttosProject = (await Otto.PostAsync("/projects", """{"name":"Elsewhere"}""")).Id;
    }

    /// <summary>The receiver's address for one test, so that tests do not see each other's requests.</summary>
    public string Url(string path) => Receiver.Url + path;

    /// <summary>A new enabled webhook, for all events unless the members say otherwise.</summary>
    public Task<ApiAnswer> CreateAsync(string path, string members = "") =>
        Api.PostAsync($"/organizations/{Organization}/web_hooks", $$"""{"url":"{{Url(path)}}"{{members}}}""");

    /// <summary>Has a task made in the project.</summary>
    public async Task<long> TaskAsync(string name = "Write it") =>
        (await Api.PostAsync("/tasks", $$"""{"project_id":{{Project}},"name":"{{name}}"}""")).Id;

    /// <summary>Reads a webhook's deliveries until they are as wanted.</summary>
    public async Task<JsonArray> DeliveriesAsync(long hook, Func<JsonArray, bool> wanted, string query = "") => (JsonArray)await UntilAsync(
        hook, string.Create(CultureInfo.InvariantCulture, $"/web_hooks/{hook}/deliveries{query}"), found => wanted((JsonArray)found));

    /// <summary>Reads what is told of a webhook until it is as wanted; each look waits for a signal that something changed, or the deadline.</summary>
    public async Task<JsonNode> UntilAsync(long hook, string path, Func<JsonNode, bool> wanted)
    {
        var live = Hub.Services.GetRequiredService<TaskHub.Live.LiveTopics>();
        using var looks = new SemaphoreSlim(1);
        using var watch = live.Subscribe([TaskHub.Live.Topic.Webhook(hook)], () =>
        {
            looks.Release();
            return Task.CompletedTask;
        });
        JsonNode? found = null;
        while (await looks.WaitAsync(TimeSpan.FromSeconds(20)))
        {
            found = JsonNode.Parse((await Api.GetAsync(path)).Text)!;
            if (wanted(found))
            {
                return found;
            }
        }

        throw new TimeoutException($"It did not become as wanted: {found?.ToJsonString()}");
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        Paul.Dispose();
        Otto.Dispose();
        await Receiver.DisposeAsync();
        await Hub.DisposeAsync();
    }

    private async Task<ApiClient> PersonAsync(string name, long? organization, Role role)
    {
        var token = TokenFormat.Create();
        await Hub.Services.GetRequiredService<WriteGate>().RunAsync(async db =>
        {
            var email = $"{name.ToLowerInvariant()}@example.org";
            var user = new User { Name = name, Email = email, UserName = email };
            db.Add(user);
            if (organization is null)
            {
                var own = new Organization { Name = $"{name}'s" };
                db.Add(own);
                await db.SaveChangesAsync();
                organization = own.Id;
            }

            await db.SaveChangesAsync();
            db.Add(new Membership { OrganizationId = organization.Value, UserId = user.Id, Role = role });
            db.Add(new AccessToken
            {
                UserId = user.Id,
                OrganizationId = organization,
                Name = "test",
                Hash = TokenFormat.Hash(token),
                Ending = TokenFormat.Ending(token),
                Scopes = Scopes.All,
            });
            await db.SaveChangesAsync();
        });
        return new ApiClient(Hub, token);
    }
}
