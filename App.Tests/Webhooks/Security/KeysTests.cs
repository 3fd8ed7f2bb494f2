using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Security;

/// <summary>The secrets of webhooks over time: the ends of older ones, new keys in the ring, lost keys.</summary>
public sealed class KeysTests
{
    // As if a key had written it that the ring does not have.
    private static readonly string Foreign = "CfDJ8" + new string('A', 120);
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_older_secret_keeps_the_end_it_was_given()
    {
        await using var hub = await HubDatabase.CreateAsync(builder => builder.AddWebhooks());
        var hook = await AddAsync(hub);
        var rotate = hub.Get<RotateSecret>();
        var ada = await hub.Ada();

        await rotate.RunAsync(ada, hook, 168, Cancel);
        await rotate.RunAsync(ada, hook, 1, Cancel);
        var detail = (await hub.Get<FindWebhook>().RunAsync(ada, hook, Cancel)).Value;

        Assert.Equal([TimeSpan.FromHours(1), TimeSpan.FromHours(168)], detail.SecretEnds.Select(end => end - hub.Time.GetUtcNow()));
        Assert.Equal(3, await KeysAsync(hub, hook));
        hub.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(2, await KeysAsync(hub, hook));
        hub.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(1, await KeysAsync(hub, hook));
    }

    [Fact]
    public async Task No_more_than_four_older_secrets_sign()
    {
        await using var hub = await HubDatabase.CreateAsync(builder => builder.AddWebhooks());
        var hook = await AddAsync(hub);

        for (var i = 0; i < 7; i++)
        {
            await hub.Get<RotateSecret>().RunAsync(await hub.Ada(), hook, cancel: Cancel);
        }

        Assert.Equal(5, await KeysAsync(hub, hook));
    }

    [Fact]
    public async Task A_secret_that_was_kept_before_ends_stood_beside_them_ends_with_its_row()
    {
        await using var hub = await HubDatabase.CreateAsync(builder => builder.AddWebhooks());
        var hook = await AddAsync(hub);
        await hub.Get<WriteGate>().RunAsync(async db =>
        {
            var webhook = await db.Webhooks.SingleAsync(w => w.Id == hook, Cancel);
            webhook.PreviousSecret = hub.Get<WebhookSecrets>().Protect(hub.Acme, hook, SecretKind.Signing, $"{SigningSecret.Generate()} {SigningSecret.Generate()}");
            webhook.PreviousSecretUntil = hub.Time.GetUtcNow().AddHours(1);
            await db.SaveChangesAsync(Cancel);
        });

        Assert.Equal(3, await KeysAsync(hub, hook));
        hub.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await KeysAsync(hub, hook));
    }

    [Fact]
    public async Task A_new_key_of_the_ring_takes_over_what_the_old_one_encrypted_which_still_opens()
    {
        await using var hub = await HubDatabase.CreateAsync(builder => builder.AddWebhooks());
        var hook = await AddAsync(hub);
        var before = await RowAsync(hub, hook);
        var secret = Open(hub, SecretKind.Signing, before.Secret);
        await hub.Get<MakeApiKey>().RunAsync(await hub.Ada(), hub.Acme, Cancel);
        var proposed = hub.Get<TwoFactor>().Propose(await hub.Paul());
        await hub.Get<TwoFactor>().TurnOnAsync(await hub.Paul(), proposed.Ticket, Totp.Code(proposed.Key, Totp.StepAt(hub.Time.GetUtcNow())), Cancel);
        var job = ActivatorUtilities.CreateInstance<RenewSecretsJob>(hub.Get<IServiceProvider>());
        Assert.Equal(0, await job.RunAsync(Cancel));

        var now = TimeProvider.System.GetUtcNow();
        var key = hub.Get<IKeyManager>().CreateNewKey(now, now.AddDays(90));
        Assert.Equal(secret, Open(hub, SecretKind.Signing, before.Secret));

        // The ring takes a moment to notice its new key.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        for (var renewed = 0; renewed < 3; renewed += await job.RunAsync(patience.Token))
        {
            await Task.Yield();
        }

        var after = await RowAsync(hub, hook);
        Assert.All(
            [after.Secret, after.HttpPassword!, after.Headers!, .. await SealedAsync(hub)], cipher => Assert.Equal(key.KeyId, WebhookSecrets.KeyOf(cipher)));
        Assert.NotEqual(key.KeyId, WebhookSecrets.KeyOf(before.Secret));
        Assert.Equal((secret, "pass"), (Open(hub, SecretKind.Signing, after.Secret), Open(hub, SecretKind.Password, after.HttpPassword!)));
        Assert.Equal(secret, Open(hub, SecretKind.Signing, before.Secret));
        Assert.Equal(0, await job.RunAsync(Cancel));
        Assert.Equal((true, TwoFactor.RecoveryCodes), await hub.Get<TwoFactor>().LookAsync(hub.PaulId, Cancel));
    }

    [Fact]
    public async Task A_hub_whose_keys_are_lost_says_so_and_makes_no_new_one_in_silence()
    {
        await using var hub = await HubDatabase.CreateAsync(builder => builder.AddWebhooks());
        var keys = hub.Get<DataFolder>().Keys;
        var lost = hub.Get<LostKeys>();
        Assert.Null(await lost.WhyNotAsync(Cancel));
        await AddAsync(hub);
        await hub.Get<MakeApiKey>().RunAsync(await hub.Ada(), hub.Acme, Cancel);
        var factor = hub.Get<TwoFactor>();
        var proposed = factor.Propose(await hub.Paul());
        await factor.TurnOnAsync(await hub.Paul(), proposed.Ticket, Totp.Code(proposed.Key, Totp.StepAt(hub.Time.GetUtcNow())), Cancel);
        Assert.Null(await lost.WhyNotAsync(Cancel));

        var away = Path.Combine(hub.Get<DataFolder>().Path, "away");
        Directory.Move(keys, away);
        Directory.CreateDirectory(keys);

        var why = await lost.WhyNotAsync(Cancel);
        Assert.StartsWith(
            $"No key in {keys} opens the secrets of 1 webhook of Acme, the API key of Acme, the second factor of paul@example.org. Put the keys back", why, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', why!);
        Assert.Empty(Directory.EnumerateFiles(keys));
        hub.Get<IOptions<WebhookOptions>>().Value.StartWithLostKeys = true;
        Assert.Null(await lost.WhyNotAsync(Cancel));

        // Paul is told that his code is wrong until the operator lets him in.
        await hub.Get<WriteGate>().RunAsync(db => db.Users.Where(u => u.Id == hub.PaulId).ExecuteUpdateAsync(u => u.SetProperty(p => p.AuthenticatorKey, Foreign), Cancel));
        Assert.False(await factor.CheckAsync(hub.PaulId, Totp.Code(proposed.Key, Totp.StepAt(hub.Time.GetUtcNow())), null, Cancel));
        Assert.True((await hub.Get<LiftSecondFactor>().RunAsync(" PAUL@example.org", Cancel)).Ok);
        Assert.Equal((false, 0), await factor.LookAsync(hub.PaulId, Cancel));
        Assert.Equal("by the command line", await NewestDetailAsync(hub));
        Assert.False((await hub.Get<LiftSecondFactor>().RunAsync("nobody@example.com", Cancel)).Ok);

        hub.Get<IOptions<WebhookOptions>>().Value.StartWithLostKeys = false;
        Directory.Delete(keys);
        Directory.Move(away, keys);
        Assert.Null(await lost.WhyNotAsync(Cancel));
    }

    [Fact]
    public async Task Only_the_hubs_own_user_may_look_at_its_keys()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }

        await using var hub = await HubDatabase.CreateAsync(builder => builder.AddWebhooks());
        var folder = hub.Get<DataFolder>();
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

        // Also one that was there before, and open to all.
        Directory.CreateDirectory(folder.Keys, (UnixFileMode)0b111_111_111);
        await AddAsync(hub);

        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(folder.Keys) & Others);
        foreach (var file in Directory.GetFiles(folder.Keys))
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & Others);
        }
    }

    private static Task<long> AddAsync(HubDatabase hub) => hub.Get<WriteGate>().RunAsync(async db =>
    {
        var id = await db.NextIdAsync<Webhook>();
        var secrets = hub.Get<WebhookSecrets>();
        db.Add(new Webhook
        {
            Id = id,
            OrganizationId = hub.Acme,
            Url = "https://receiver.example.com/",
            Secret = secrets.Protect(hub.Acme, id, SecretKind.Signing, SigningSecret.Generate()),
            HttpUser = "ada",
            HttpPassword = secrets.Protect(hub.Acme, id, SecretKind.Password, "pass"),
            Headers = secrets.Protect(hub.Acme, id, SecretKind.Headers, """{"X-Team":"blue"}"""),
        });
        await db.SaveChangesAsync();
        return id;
    });

    private static async Task<Webhook> RowAsync(HubDatabase hub, long id)
    {
        await using var db = hub.Open();
        return await db.Webhooks.AsNoTracking().SingleAsync(w => w.Id == id, Cancel);
    }

    private static async Task<string?> NewestDetailAsync(HubDatabase hub)
    {
        await using var db = hub.Open();
        return await db.AuditEntries.OrderByDescending(e => e.Id).Select(e => e.Detail).FirstAsync(Cancel);
    }

    private static async Task<string[]> SealedAsync(HubDatabase hub)
    {
        await using var db = hub.Open();
        var paul = await db.Users.SingleAsync(u => u.Id == hub.PaulId, Cancel);
        return [await db.ApiKeys.Select(k => k.Secret).SingleAsync(Cancel), paul.AuthenticatorKey!, paul.RecoveryCodes!];
    }

    private static async Task<int> KeysAsync(HubDatabase hub, long id) =>
        hub.Get<OpenedSecrets>().Of(await RowAsync(hub, id))!.Keys(hub.Time.GetUtcNow()).Count;

    private static string? Open(HubDatabase hub, SecretKind kind, string cipher) => hub.Get<WebhookSecrets>().Open(hub.Acme, 1, kind, cipher);
}
