using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Tasks;

namespace TaskHub.Tests.Browser;

/// <summary>A hub with its owner and a colleague, who is a participant; projects and tasks come from the verbs that the pages call.</summary>
public sealed class TeamFixture(SharedChromium chromium) : HubFixture(chromium)
{
    public const string ColleagueEmail = "grace@example.com";
    public const string Colleague = "Grace Hopper";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var hash = Get<Passwords>().Hash(Hub.Password);
        await Get<WriteGate>().RunAsync(async db =>
        {
            var user = NewUser.Make(Colleague, ColleagueEmail, hash, DateTimeOffset.UnixEpoch);
            db.Add(user);
            await db.SaveChangesAsync();
            db.Add(new Membership { OrganizationId = 1, UserId = user.Id, Role = Role.Participant, CreatedAt = DateTimeOffset.UnixEpoch });
            await db.SaveChangesAsync();
        });
    }

    public T Get<T>()
        where T : notnull => Hub.Services.GetRequiredService<T>();

    public async Task<Actor> OwnerAsync()
    {
        await using var db = await Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        var id = await db.Users.Where(u => u.Email == Hub.OwnerEmail).Select(u => u.Id).SingleAsync();
        return (await Get<Actors>().FindAsync(id))!;
    }

    /// <summary>A project with the lists To do, In progress and Done, and tasks of these names in the first.</summary>
    public async Task<(long Project, long[] Tasks)> ProjectAsync(string name, params string[] tasks)
    {
        var owner = await OwnerAsync();
        var project = (await Get<CreateProject>().RunAsync(owner, new NewProject(1, name))).Value.Id;
        var ids = new List<long>();
        foreach (var task in tasks)
        {
            ids.Add((await Get<CreateTask>().RunAsync(owner, new NewTask(project, task))).Value.Id);
        }

        return (project, [.. ids]);
    }

    /// <summary>A signed-in page of the owner, or of someone else.</summary>
    public async Task<IPage> PageOfAsync(string email = Hub.OwnerEmail)
    {
        var page = await NewPageAsync();
        await page.SignInAsync(email);
        return page;
    }

    public static string Board(long project) => $"/app/organization/1/projects/{project}";
}
