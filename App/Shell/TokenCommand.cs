using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub;

/// <summary>
/// <c>token --email E --organization N --name S</c>: prints a new access token with all scopes, bound to that organization, and nothing else.
/// It works beside a running hub. What goes wrong is one line on the error stream and exit code 1.
/// </summary>
public static class TokenCommand
{
    private const string Usage = "Usage: token --email <email> --organization <name or id> --name <what the token is for>";

    public static async Task<int> RunAsync(string[] args)
    {
        // The options are read by themselves: an environment variable called NAME or EMAIL is no answer to them.
        var options = new ConfigurationBuilder().AddCommandLine(args).Build();
        if (options["email"] is not { } email || options["organization"] is not { } organization || options["name"] is not { } name)
        {
            return Refuse(Usage);
        }

        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddDataBesideTheHub();
        builder.Services.AddAuditClock();
        builder.Services.AddSingleton<Actors>();
        builder.Services.AddSingleton<CreateAccessToken>();
        await using var app = builder.Build();
        try
        {
            if (await BesideTheHub.WhyNotAsync(app.Services, CancellationToken.None) is { } problem)
            {
                return Refuse(problem);
            }

            var created = await CreateAsync(app.Services, email.Trim(), organization.Trim(), name);
            if (!created.Ok)
            {
                return Refuse(created.Failure.Message);
            }

            Console.WriteLine(created.Value.Text);
            return 0;
        }
        catch (DbException e)
        {
            return Refuse($"The database did not answer: {e.Message}");
        }
    }

    private static async Task<Result<CreatedAccessToken>> CreateAsync(IServiceProvider services, string email, string organization, string name)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        var normalized = email.ToUpperInvariant();
        var person = await db.Users.Where(u => u.NormalizedEmail == normalized).Select(u => (long?)u.Id).SingleOrDefaultAsync();
        if (person is null || await services.GetRequiredService<Actors>().FindAsync(person.Value) is not { } actor)
        {
            return Failure.Invalid("email", IdentityText.NobodyHas(email));
        }

        var id = long.TryParse(organization, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var found = await db.Organizations
            .Where(o => actor.Organizations.Contains(o.Id) && (o.Id == id || o.Name == organization)).Select(o => o.Id).ToListAsync();
        found = found.Contains(id) ? [id] : found;
        return found switch
        {
            [var one] => await services.GetRequiredService<CreateAccessToken>().RunAsync(actor with { Via = IdentityText.ByCommandLine }, new NewAccessToken(one, name)),
            [] => Failure.Invalid("organization", $"{email} is not a member of an organization called {organization}."),
            _ => Failure.Invalid("organization", $"{email} is a member of several organizations called {organization}; give the id of one: {string.Join(", ", found)}."),
        };
    }

    private static int Refuse(string message)
    {
        Console.Error.WriteLine(message.ReplaceLineEndings(" "));
        return 1;
    }
}
