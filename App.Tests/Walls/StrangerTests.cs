using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Organizations;
using TaskHub.Tests.Api;
using TaskHub.Tests.Browser;

namespace TaskHub.Tests.Walls;

/// <summary>
/// Every verb, the ones behind the handlers of pages included, called by the administrator of another organization with the ids of this one: it
/// refuses, or answers nothing of it, and changes nothing.
/// </summary>
public sealed class StrangerTests
{
    // In the name of everything that is not the stranger's.
    private const string Mark = "Walled";

    [Fact]
    public async Task No_verb_serves_a_stranger()
    {
        await using var hub = new Hub(new Dictionary<string, string>(SetUp)).Start();
        using var api = new ApiClient(hub);
        var ids = await PlantAsync(api);
        var stranger = await StrangerAsync(hub);
        var before = await StateAsync(hub);
        var (wrong, called) = (new List<string>(), 0);
        using var scope = hub.Services.CreateScope();
        foreach (var verb in Verbs())
        {
            if (scope.ServiceProvider.GetService(verb.DeclaringType!) is not { } service)
            {
                continue;
            }

            called++;
            object? answer;
            try
            {
                answer = await AwaitAsync(verb.Invoke(service, [.. verb.GetParameters().Select(p => Argument(p, stranger, ids))]));
            }
            catch (Exception e) when ((e.InnerException ?? e) is InvalidOperationException or NullReferenceException or ArgumentException)
            {
                wrong.Add($"{Name(verb)} threw {(e.InnerException ?? e).GetType().Name}: {(e.InnerException ?? e).Message}");
                continue;
            }

            if (JsonSerializer.Serialize(answer, Plain).Contains(Mark, StringComparison.Ordinal))
            {
                wrong.Add($"{Name(verb)} tells of it");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{called} verbs");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, await StateAsync(hub));
        Assert.True(called > 60, $"Only {called} verbs were found.");
    }

    private static readonly JsonSerializerOptions Plain = new() { ReferenceHandler = System.Text.Json.Serialization.ReferenceHandler.IgnoreCycles, MaxDepth = 32 };

    private static readonly Dictionary<string, string> SetUp = new()
    {
        ["TaskHub:Setup:Email"] = "walled@example.com",
        ["TaskHub:Setup:Password"] = Hub.Password,
        ["TaskHub:Setup:Organization"] = Mark,
        ["TaskHub:Setup:Token"] = Hub.Token,
    };

    // Passkeys want the request of a browser; the tests of accounts call them.
    private static IEnumerable<MethodInfo> Verbs() => typeof(Program).Assembly.GetTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && t != typeof(Passkeys) && t.Namespace?.StartsWith("TaskHub", StringComparison.Ordinal) == true)
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(m => !m.ContainsGenericParameters && m.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(Actor) && typeof(Task).IsAssignableFrom(m.ReturnType));

    private static object? Argument(ParameterInfo parameter, Actor stranger, Dictionary<string, long> ids)
    {
        var type = parameter.ParameterType;
        if (type == typeof(Actor))
        {
            return stranger;
        }

        if (type == typeof(long) || type == typeof(long?))
        {
            return Id(parameter, ids);
        }

        return parameter.HasDefaultValue && type != typeof(CancellationToken) ? parameter.DefaultValue : Made(type, ids, parameter.Name!);
    }

    private static object? Made(Type type, Dictionary<string, long> ids, string name)
    {
        if (type == typeof(CancellationToken))
        {
            return TestContext.Current.CancellationToken;
        }

        if (type == typeof(string))
        {
            return name.Contains("mail", StringComparison.OrdinalIgnoreCase) ? "somebody@example.org" : "Other";
        }

        if (Nullable.GetUnderlyingType(type) is not null)
        {
            return null;
        }

        if (type.IsValueType)
        {
            return type.IsEnum ? Enum.GetValues(type).GetValue(0) : Activator.CreateInstance(type);
        }

        if (type.IsArray || (type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type)))
        {
            var of = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0];
            var none = Array.CreateInstance(of, 0);
            return type.IsInstanceOfType(none) ? none : Activator.CreateInstance(typeof(HashSet<>).MakeGenericType(of));
        }

        if (type.IsInterface || type.Namespace?.StartsWith("TaskHub", StringComparison.Ordinal) != true)
        {
            return null;
        }

        // An input record: its ids are those of the other organization, the rest is something valid.
        var make = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault(c => c.GetParameters().All(p => p.ParameterType != type));
        return make?.Invoke([.. make.GetParameters().Select(p => p.ParameterType == typeof(long) || p.ParameterType == typeof(long?)
            ? Id(p, ids)
            : p.HasDefaultValue ? p.DefaultValue : Made(p.ParameterType, ids, p.Name!))]);
    }

    private static object Id(ParameterInfo parameter, Dictionary<string, long> ids)
    {
        var name = parameter.Name!.Replace("Id", "", StringComparison.Ordinal).ToLowerInvariant();
        var place = (parameter.Member.DeclaringType!.Name + parameter.Member.Name).ToLowerInvariant();
        return ids.FirstOrDefault(i => i.Key == name) is { Key: not null } exact ? exact.Value
            : ids.Where(i => place.Contains(i.Key, StringComparison.Ordinal)).Select(i => i.Value).DefaultIfEmpty(1).First();
    }

    private static async Task<object?> AwaitAsync(object? started)
    {
        await (Task)started!;
        return started.GetType().GetProperty("Result")?.GetValue(started) is { } result && result.GetType() is { IsGenericType: true } type
            && type.GetGenericTypeDefinition() == typeof(Result<>)
            ? (bool)type.GetProperty("Ok")!.GetValue(result)! ? type.GetProperty("Value")!.GetValue(result) : null
            : started.GetType().GetProperty("Result")?.GetValue(started);
    }

    // The longer words first: a task list is no task.
    private static async Task<Dictionary<string, long>> PlantAsync(ApiClient api)
    {
        var project = (await api.PostAsync("/projects", $$"""{"name":"{{Mark}}"}""")).Id;
        var list = (await api.PostAsync("/task_lists", $$"""{"project_id":{{project}},"name":"{{Mark}}"}""")).Id;
        var task = (await api.PostAsync("/tasks", $$"""{"project_id":{{project}},"task_list_id":{{list}},"name":"{{Mark}}"}""")).Id;
        var comment = (await api.PostAsync("/comments", $$"""{"target_type":"Task","target_id":{{task}},"body":"{{Mark}}"}""")).Id;
        var hook = (await api.PostAsync("/organizations/1/web_hooks", $$"""{"url":"http://127.0.0.1:9/{{Mark}}","description":"{{Mark}}","enabled":false}""")).Id;
        return new()
        {
            ["tasklist"] = list,
            ["list"] = list,
            ["webhook"] = hook,
            ["secret"] = hook,
            ["accesstoken"] = 1,
            ["organization"] = 1,
            ["user"] = 1,
            ["member"] = 1,
            ["project"] = project,
            ["comment"] = comment,
            ["task"] = task,
            ["board"] = project,
        };
    }

    private static async Task<Actor> StrangerAsync(Hub hub)
    {
        var id = await hub.Services.GetRequiredService<WriteGate>().RunAsync(async db =>
        {
            var user = NewUser.Make("Otto", "otto@example.org", null, DateTimeOffset.UnixEpoch);
            var other = new Organization { Name = "Other" };
            db.AddRange(user, other);
            await db.SaveChangesAsync();
            db.Add(new Membership { OrganizationId = other.Id, UserId = user.Id, Role = Role.Administrator });
            await db.SaveChangesAsync();
            return user.Id;
        });
        return (await hub.Services.GetRequiredService<Actors>().FindAsync(id))!;
    }

    /// <summary>Everything of the organization that a verb could have changed.</summary>
    private static async Task<string> StateAsync(Hub hub)
    {
        await using var db = await hub.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return JsonSerializer.Serialize(new
        {
            Projects = await db.Projects.IgnoreQueryFilters().Where(p => p.OrganizationId == 1).ToListAsync(),
            Lists = await db.TaskLists.Where(p => p.OrganizationId == 1).ToListAsync(),
            Tasks = await db.Tasks.IgnoreQueryFilters().Where(p => p.OrganizationId == 1).ToListAsync(),
            Comments = await db.Comments.IgnoreQueryFilters().Where(p => p.OrganizationId == 1).ToListAsync(),
            Hooks = await db.Webhooks.Where(p => p.OrganizationId == 1).ToListAsync(),
            Members = await db.Memberships.Where(p => p.OrganizationId == 1).ToListAsync(),
            Invitations = await db.Invitations.Where(p => p.OrganizationId == 1).ToListAsync(),
            Name = await db.Organizations.Where(o => o.Id == 1).Select(o => o.Name).SingleAsync(),
            Tokens = await db.AccessTokens.Where(t => t.UserId == 1).Select(t => t.Id.ToString(CultureInfo.InvariantCulture)).ToListAsync(),
        }, Plain);
    }

    private static string Name(MethodInfo verb) => $"{verb.DeclaringType!.Name}.{verb.Name}";
}
