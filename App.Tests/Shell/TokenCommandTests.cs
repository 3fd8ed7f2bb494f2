using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Tests.Api;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Shell;

public sealed class TokenCommandTests
{
    [Fact]
    public async Task It_prints_a_token_that_works_at_once_in_the_running_hub()
    {
        await using var hub = new Hub().Start();

        var (code, output, errors) = await RunAsync(hub.DataPath, "--email", Hub.OwnerEmail.ToUpperInvariant(), "--organization", Hub.Organization, "--name", "Backup script");

        Assert.Equal((0, ""), (code, errors));
        Assert.Matches("^thub_pat_[0-9A-Za-z]{38}\n$", output.ReplaceLineEndings("\n"));
        using var api = new ApiClient(hub, output.Trim());
        Assert.Equal(201, (await api.PostAsync("/projects", """{"name":"By command"}""")).Status);
        var (again, byId, _) = await RunAsync(hub.DataPath, "--email", Hub.OwnerEmail, "--organization", "1", "--name", "By id");
        Assert.Equal(0, again);
        Assert.NotEqual(output, byId);
        await using var db = hub.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
        var token = await db.AccessTokens.SingleAsync(t => t.Name == "Backup script");
        Assert.Equal((1, Scopes.All), (token.OrganizationId!.Value, token.Scopes));
        var entry = await db.AuditEntries.SingleAsync(e => e.Act == Acts.TokenCreated && e.Subject == "Backup script");
        Assert.Equal(IdentityText.ByCommandLine, entry.Via);
        Assert.InRange(entry.At, token.CreatedAt.AddMinutes(-1), token.CreatedAt.AddMinutes(1));
    }

    [Fact]
    public async Task What_is_wrong_is_one_line_and_no_token()
    {
        await using var hub = new Hub().Start();
        string[][] wrong =
        [
            ["--email", "nobody@example.com", "--organization", Hub.Organization, "--name", "N"],
            ["--email", Hub.OwnerEmail, "--organization", "Elsewhere", "--name", "N"],
            ["--email", Hub.OwnerEmail, "--organization", Hub.Organization, "--name", " "],
            ["--email", Hub.OwnerEmail],
            [],
        ];

        foreach (var arguments in wrong)
        {
            var (code, output, errors) = await RunAsync(hub.DataPath, arguments);

            Assert.Equal((1, ""), (code, output));
            Assert.Single(errors.TrimEnd().Split('\n'));
        }
    }

    [Fact]
    public async Task It_makes_no_database()
    {
        var folder = Directory.CreateTempSubdirectory("taskhub-test-").FullName;

        var (code, _, errors) = await RunAsync(folder, "--email", Hub.OwnerEmail, "--organization", "1", "--name", "N");

        Assert.Equal(1, code);
        Assert.Contains(folder, errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
        Directory.Delete(folder);
    }

    private static Task<(int Code, string Output, string Errors)> RunAsync(string dataPath, params string[] arguments) =>
        HubCommand.RunAsync(["token", .. arguments, "--TaskHub:DataPath", dataPath]);
}
