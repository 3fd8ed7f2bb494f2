using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Dispatch;

/// <summary>With what deliveries are signed, whatever happens to the secrets meanwhile.</summary>
public sealed class SigningTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_that_was_ended_signs_nothing_more_not_even_what_was_claimed_before()
    {
        await using var receiver = await Receiver.StartAsync();
        var first = new TaskCompletionSource();
        receiver.AnswerWith(_ => new Answer { Until = first.Task });
        await using var bench = await Workbench.StartAsync();
        var hook = await bench.AddWebhookAsync(receiver.Url);
        var old = await OpenAsync(bench, hook);

        // All of one object, so that the lane claims them together and sends one after the other.
        await bench.HappenAsync(1, 1, 1, 1);
        await receiver.WaitForAsync(1);
        var middle = await bench.Services.GetRequiredService<RotateSecret>().RunAsync(bench.Admin, hook, cancel: Cancel);
        var newest = await bench.Services.GetRequiredService<RotateSecret>().RunAsync(bench.Admin, hook, overlapHours: 0, Cancel);
        Assert.True((await bench.Services.GetRequiredService<ExpireSecret>().RunAsync(bench.Admin, hook, Cancel)).Ok);
        first.SetResult();

        var requests = await receiver.WaitForAsync(4);
        Assert.Equal(Signature(requests[0], old), requests[0]["webhook-signature"]);
        Assert.All(requests.Skip(1), r => Assert.Equal(Signature(r, newest.Value.Secret!), r["webhook-signature"]));
        Assert.NotEqual(middle.Value.Secret, newest.Value.Secret);
    }

    [Fact]
    public async Task A_secret_that_was_copied_from_another_row_signs_nothing()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var bench = await Workbench.StartAsync(disableAfter: 1);
        var (one, other) = (await bench.AddWebhookAsync(receiver.Url + "one"), await bench.AddWebhookAsync(receiver.Url + "other"));
        await bench.Services.GetRequiredService<WriteGate>().RunAsync(async db =>
        {
            var copied = (await db.Webhooks.SingleAsync(w => w.Id == other, Cancel)).Secret;
            await db.Webhooks.Where(w => w.Id == one).ExecuteUpdateAsync(set => set.SetProperty(w => w.Secret, copied), Cancel);
        });

        await bench.HappenAsync(1);
        await bench.UntilAsync(async db => await db.Attempts.CountAsync(Cancel) == 2);

        Assert.Equal("/other", Assert.Single(receiver.Requests).Path);
        var attempt = Assert.Single(await bench.AttemptsAsync(one));
        Assert.Equal(("bad_answer", null), (attempt.Error, attempt.StatusCode));
        Assert.Equal(WebhooksText.NotOpened, AttemptTexts.Outcome(AttemptView.Of(attempt)));

        // Nothing is lost by it: the delivery is held, and leaves once the webhook has a secret of its own.
        var secret = (await bench.Services.GetRequiredService<RotateSecret>().RunAsync(bench.Admin, one, cancel: Cancel)).Value.Secret!;
        await bench.EnableAsync(one);
        var delivered = await receiver.WaitForAsync(r => r.Path == "/one");
        Assert.Equal(Signature(delivered, secret), delivered["webhook-signature"]);
    }

    private static async Task<string> OpenAsync(Workbench bench, long hook)
    {
        var row = await bench.WebhookAsync(hook);
        return bench.Services.GetRequiredService<WebhookSecrets>().Open(row.OrganizationId, hook, SecretKind.Signing, row.Secret)!;
    }

    private static string Signature(ReceivedRequest request, string secret)
    {
        Assert.True(SigningSecret.TryReadKey(secret, out var key));
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(request["webhook-timestamp"]!, CultureInfo.InvariantCulture));
        return WebhookSigner.Sign(request.WebhookId!, at, request.Body, [key]);
    }
}
