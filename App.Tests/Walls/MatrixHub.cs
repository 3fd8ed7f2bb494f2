using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Organizations;
using TaskHub.Tasks;
using TaskHub.Tests.Api;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Identity;
using TaskHub.Webhooks;

namespace TaskHub.Tests.Walls;

/// <summary>
/// A hub with the six kinds of actors: the platform operator, who belongs to no organization; an administrator, a participant and an external
/// member of the first one, the external let into the project Launch; the administrator of another organization; and nobody.
/// </summary>
public sealed partial class MatrixHub : IAsyncLifetime
{
    public static readonly string[] Kinds = ["operator", "administrator", "participant", "external", "stranger", "nobody"];

    private readonly Dictionary<string, string?> tokens = [];
    private readonly Dictionary<string, FormClient> browsers = [];
    private readonly Dictionary<string, string> known = [];
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private int made;

    public Hub Hub { get; private set; } = null!;

    private ApiClient Owner { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Hub = new Hub().Start();
        Owner = new ApiClient(Hub);
        var launch = await Owner.PostAsync("/projects", """{"name":"Launch"}""");
        var closed = await Owner.PostAsync("/projects", """{"name":"Closed"}""");
        known["org"] = $"{launch.Object["organization_id"]}";
        (known["project"], known["closed"]) = ($"{launch.Id}", $"{closed.Id}");
        var organization = long.Parse(known["org"], CultureInfo.InvariantCulture);
        foreach (var (kind, role) in new (string, Role?)[] { ("operator", null), ("administrator", Role.Administrator), ("participant", Role.Participant), ("external", Role.External) })
        {
            await PersonAsync(kind, role is null ? null : organization, role ?? Role.Participant, launch.Id);
        }

        await PersonAsync("stranger", 0, Role.Administrator, launch.Id);
        (tokens["nobody"], browsers["nobody"]) = (null, new FormClient(Hub));
        known["hidden"] = $"{(await Owner.PostAsync("/tasks", $$"""{"project_id":{{closed.Id}},"name":"Hidden"}""")).Id}";
        await DeliveryAsync(launch.Id);
    }

    /// <summary>Calls the API as one kind of actor; every name in braces becomes the id of a fresh object.</summary>
    public async Task<int> CallAsync(string kind, string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new(method), Hub.Url + await FillAsync(path));
        request.Headers.Authorization = tokens[kind] is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;
        request.Content = body is null ? null : new StringContent(await FillAsync(body), Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    /// <summary>Visits a page as one kind of actor.</summary>
    public async Task<int> VisitAsync(string kind, string path) => (int)(await browsers[kind].GetAsync(await FillAsync(path))).Status;

    /// <summary>Sends a form to a page that did not come from it.</summary>
    public async Task<int> ForgeAsync(string kind, string path) =>
        (int)await browsers[kind].PostBareAsync(await FillAsync(path), ("_handler", "sign-out"), ("Input.Email", "evil@example.org"));

    public async ValueTask DisposeAsync()
    {
        Owner.Dispose();
        http.Dispose();
        foreach (var browser in browsers.Values)
        {
            browser.Dispose();
        }

        await Hub.DisposeAsync();
    }

    private async Task<string> FillAsync(string text)
    {
        foreach (var name in Hole().Matches(text).Select(m => m.Groups[1].Value).Distinct())
        {
            text = text.Replace("{" + name + "}", await ValueAsync(name), StringComparison.Ordinal);
        }

        return text;
    }

    private async Task<string> ValueAsync(string name)
    {
        var number = ++made;
        return name switch
        {
            "n" => $"{number}",
            "fresh_project" => Id(await Owner.PostAsync("/projects", $$"""{"name":"P{{number}}"}""")),
            "list" => Id(await Owner.PostAsync("/task_lists", $$"""{"project_id":{{known["project"]}},"name":"L{{number}}"}""")),
            "task" => Id(await Owner.PostAsync("/tasks", $$"""{"project_id":{{known["project"]}},"name":"T{{number}}"}""")),
            "subtask" => Id(await Owner.PostAsync("/subtasks", $$"""{"task_id":{{await ValueAsync("task")}},"name":"S{{number}}"}""")),
            "notification" => await NotificationAsync(),
            "comment" => Id(await Owner.PostAsync("/comments", $$"""{"target_type":"Task","target_id":{{await ValueAsync("task")}},"body":"C{{number}}"}""")),
            "file" => await FileAsync(),
            "member" => Id(await Owner.PostAsync($"/organizations/{known["org"]}/memberships", $$"""{"email":"m{{number}}@example.org"}""")),
            "hook" => Id(await Owner.PostAsync($"/organizations/{known["org"]}/web_hooks", """{"url":"http://127.0.0.1:9/","enabled":false}""")),
            _ => known[name],
        };

        static string Id(ApiAnswer answer) => answer.Status == 201 ? $"{answer.Id}" : throw new InvalidOperationException(answer.Text);
    }

    private async Task<string> FileAsync()
    {
        var task = long.Parse(await ValueAsync("task"), CultureInfo.InvariantCulture);
        var actor = (await Hub.Services.GetRequiredService<Actors>().FindAsync(long.Parse(known["participant"], CultureInfo.InvariantCulture)))!;
        using var content = new MemoryStream("no picture"u8.ToArray());
        return $"{(await Hub.Services.GetRequiredService<AttachFile>().RunAsync(actor, task, "shot.png", content)).Value.Id}";
    }

    /// <summary>Gives the participant a task, of which they are told.</summary>
    private async Task<string> NotificationAsync()
    {
        await Owner.PostAsync("/tasks", $$"""{"project_id":{{known["project"]}},"name":"Yours","assigned_id":{{known["participant"]}}}""");
        using var participant = new ApiClient(Hub, tokens["participant"]);
        return $"{(await participant.GetAsync("/notifications")).Array[0]!["id"]}";
    }

    private async Task PersonAsync(string kind, long? organization, Role role, long project)
    {
        var token = TokenFormat.Create();
        var email = $"{kind}@example.org";
        known[kind] = await Hub.Services.GetRequiredService<WriteGate>().RunAsync(async db =>
        {
            var user = NewUser.Make(kind, email, Hub.Services.GetRequiredService<Passwords>().Hash(Hub.Password), DateTimeOffset.UnixEpoch, kind == "operator");
            db.Add(user);
            var other = new Organization { Name = "Other" };
            if (organization == 0)
            {
                db.Add(other);
            }

            await db.SaveChangesAsync();
            if (organization is { } id)
            {
                db.Add(new Membership { OrganizationId = id == 0 ? other.Id : id, UserId = user.Id, Role = role });
            }

            if (role == Role.External)
            {
                db.Add(new ProjectGuest { OrganizationId = organization!.Value, ProjectId = project, UserId = user.Id });
            }

            db.Add(new AccessToken { UserId = user.Id, Name = kind, Hash = TokenFormat.Hash(token), Ending = TokenFormat.Ending(token), Scopes = Scopes.All });
            await db.SaveChangesAsync();
            return $"{user.Id}";
        });
        (tokens[kind], browsers[kind]) = (token, new FormClient(Hub));
        await browsers[kind].SignInAsync(email);
    }

    private async Task DeliveryAsync(long project)
    {
        var hook = await ValueAsync("hook");
        await ValueAsync("task");
        (known["delivery"], known["event"], known["delivery_hook"]) = await Hub.Services.GetRequiredService<WriteGate>().RunAsync(async db =>
        {
            var e = db.Events.First(e => e.ProjectId == project && e.Type == "task.created");
            var delivery = new Delivery
            {
                PublicId = Delivery.PublicIdOf(e, long.Parse(hook, CultureInfo.InvariantCulture)),
                OrganizationId = e.OrganizationId,
                WebhookId = long.Parse(hook, CultureInfo.InvariantCulture),
                EventId = e.Id,
                EventType = e.Type,
                ObjectType = e.ObjectType,
                ObjectId = e.ObjectId,
                State = DeliveryState.Failed,
                CreatedAt = e.OccurredAt,
            };
            db.Add(delivery);
            var redelivery = new Redelivery { OrganizationId = e.OrganizationId, WebhookId = delivery.WebhookId, Filter = "{}", State = RedeliveryState.Finished };
            db.Add(redelivery);
            await db.SaveChangesAsync();
            known["redelivery"] = $"{redelivery.Id}";
            return (delivery.PublicId, e.PublicId, hook);
        });
    }

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    private static partial Regex Hole();
}
