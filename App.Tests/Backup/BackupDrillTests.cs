using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Backup;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Tests.Api;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Backup;

/// <summary>The whole way that an operator goes on a bad day, with the commands as processes of their own.</summary>
public sealed class BackupDrillTests
{
    private const string Passphrase = "correct horse battery staple";

    [Fact]
    public async Task A_backup_taken_while_people_work_and_restored_elsewhere_sends_on_what_was_waiting()
    {
        var shelf = Directory.CreateTempSubdirectory("taskhub-test-").FullName;
        var (file, folder) = (Path.Combine(shelf, "hub.backup"), Path.Combine(shelf, "new home"));
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(r => Answer.Of(r["webhook-event"] == "test" ? 200 : 503));

        string secret;
        var before = new HashSet<string>();
        await using (var hub = new Hub(Settings()).Start())
        {
            using var api = new ApiClient(hub);
            var project = await api.PostAsync("/projects", """{"name":"Launch"}""");
            var hook = await api.PostAsync(
                $"/organizations/{project.Object["organization_id"]}/web_hooks",
                $$"""{"url":"{{receiver.Url}}","format":"full","http_user":"ada","http_password":"s3cret"}""");
            secret = (string)hook.Object["secret"]!;
            for (var i = 0; i < 20; i++)
            {
                await CreateAsync(api, project.Id);
            }

            await receiver.WaitForAsync(r => r["webhook-event"] == "task.created");
            before = await IdsAsync(hub);
            Assert.Equal(20, before.Count);

            using var over = new CancellationTokenSource();
            var writing = WriteUntilAsync(api, project.Id, over.Token);
            var made = await HubCommand.RunAsync(["backup", file, "--TaskHub:DataPath", hub.DataPath], (BackupText.PassphraseVariable, Passphrase));
            await over.CancelAsync();
            Assert.True(await writing > 0);
            Assert.Equal((0, ""), (made.Code, made.Errors));
            Assert.Contains($"Backed up to {file}", made.Output, StringComparison.Ordinal);
            Assert.Equal([file], Directory.GetFileSystemEntries(shelf));
            var refused = await HubCommand.RunAsync(["restore", file, "--TaskHub:DataPath", hub.DataPath], (BackupText.PassphraseVariable, Passphrase));
            Assert.Equal((1, BackupText.Serving(hub.DataPath)), (refused.Code, refused.Errors.Trim()));
        }

        var restored = await HubCommand.RunAsync(["restore", file, "--TaskHub:DataPath", folder], (BackupText.PassphraseVariable, Passphrase));
        Assert.Equal((0, ""), (restored.Code, restored.Errors));
        var old = receiver.Requests.Count;
        receiver.AnswerWith(200);

        await using (var hub = new Hub(Settings(folder)).Start())
        {
            var waiting = await IdsAsync(hub);
            Assert.Superset(before, waiting);
            var all = await receiver.WaitForAsync(old + waiting.Count);
            Assert.Equal(waiting.Order(), all.Skip(old).Select(r => r["webhook-id"]!).Order());
            Assert.True(SigningSecret.TryReadKey(secret, out var key));
            Assert.All(all.Skip(old), r => Verify(r, key));
        }

        Directory.Delete(shelf, recursive: true);
    }

    [Fact]
    public async Task What_is_wrong_is_one_line()
    {
        var shelf = Directory.CreateTempSubdirectory("taskhub-test-").FullName;
        string[][] wrong =
        [
            ["backup"],
            ["backup", "--TaskHub:DataPath", shelf],
            ["backup", Path.Combine(shelf, "x"), "--passphrase", "on the command line", "--TaskHub:DataPath", shelf],
            ["backup", Path.Combine(shelf, "x"), "--TaskHub:DataPath", shelf],
            ["backup", Path.Combine(shelf, "no", "x"), "--TaskHub:DataPath", shelf],
            ["restore", Path.Combine(shelf, "missing"), "--TaskHub:DataPath", shelf],
        ];

        foreach (var arguments in wrong)
        {
            var (code, output, errors) = await HubCommand.RunAsync(arguments);

            Assert.Equal((1, ""), (code, output));
            Assert.Single(errors.TrimEnd().Split('\n'));
        }

        Assert.Empty(Directory.GetFileSystemEntries(shelf));
        Directory.Delete(shelf);
    }

    private static Dictionary<string, string> Settings(string? folder = null)
    {
        var settings = new Dictionary<string, string>
        {
            ["TaskHub:Webhooks:RetrySchedule"] = string.Join(',', Enumerable.Repeat("0:0:1", 60)),
            ["TaskHub:Webhooks:DisableAfter"] = "1000",
        };
        if (folder is not null)
        {
            settings["TaskHub:DataPath"] = folder;
        }

        return settings;
    }

    private static async Task CreateAsync(ApiClient api, long project) =>
        Assert.Equal(201, (await api.PostAsync("/tasks", $$"""{"project_id":{{project}},"name":"A task"}""")).Status);

    private static async Task<int> WriteUntilAsync(ApiClient api, long project, CancellationToken over)
    {
        var written = 0;
        while (!over.IsCancellationRequested)
        {
            await CreateAsync(api, project);
            written++;
        }

        return written;
    }

    /// <summary>The ids of all deliveries, after a look that each task has its event and each event its delivery.</summary>
    private static async Task<HashSet<string>> IdsAsync(Hub hub)
    {
        await using var db = await hub.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        await using var moment = await db.Database.BeginTransactionAsync();
        var events = await db.Events.Where(e => e.Type == EventTypes.TaskCreated).CountAsync();
        var ids = await db.Deliveries.Where(d => d.EventType == EventTypes.TaskCreated).Select(d => d.PublicId).ToListAsync();
        Assert.Equal((await db.Tasks.CountAsync(), events), (events, ids.Count));
        return [.. ids];
    }

    private static void Verify(ReceivedRequest request, byte[] key)
    {
        var sentAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(request["webhook-timestamp"]!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(WebhookSigner.Sign(request["webhook-id"]!, sentAt, Encoding.UTF8.GetBytes(request.Text), [key]), request["webhook-signature"]);
        Assert.Equal(CustomHeaders.Basic("ada", "s3cret"), request["Authorization"]);
    }
}
