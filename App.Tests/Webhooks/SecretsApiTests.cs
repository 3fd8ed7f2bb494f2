using System.Globalization;
using TaskHub.Tests.Api;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks;

/// <summary>Rotating and ending signing secrets by the API, as a receiver sees it.</summary>
public sealed class SecretsApiTests(HookHub hub) : IClassFixture<HookHub>
{
    private readonly ApiClient api = hub.Api;

    [Theory]
    [InlineData("", 24)]
    [InlineData("{}", 24)]
    [InlineData("""{"overlap_hours":1}""", 1)]
    [InlineData("""{"overlap_hours":168}""", 168)]
    public async Task Both_secrets_sign_for_as_long_as_one_says_a_day_by_default(string body, int hours)
    {
        var (made, path) = await CreateAsync();

        var rotated = await api.PostAsync($"/web_hooks/{made.Id}/rotate_secret", body);

        Assert.Equal(200, rotated.Status);
        var left = DateTimeOffset.FromUnixTimeSeconds((long)rotated.Object["previous_secret_until"]!) - TimeProvider.System.GetUtcNow();
        Assert.InRange(left, TimeSpan.FromHours(hours) - TimeSpan.FromMinutes(5), TimeSpan.FromHours(hours));
        var test = await TestAsync(made.Id, path);
        Assert.Equal([Signature(test, Secret(rotated)), Signature(test, Secret(made))], Signatures(test));
        Assert.False((await api.GetAsync($"/web_hooks/{made.Id}")).Object.ContainsKey("secret"));
    }

    [Fact]
    public async Task Without_an_overlap_the_old_secret_signs_nothing_more()
    {
        var (made, path) = await CreateAsync();

        var rotated = await api.PostAsync($"/web_hooks/{made.Id}/rotate_secret", """{"overlap_hours":0}""");

        var test = await TestAsync(made.Id, path);
        Assert.Equal([Signature(test, Secret(rotated))], Signatures(test));
        Assert.False(rotated.Object.ContainsKey("previous_secret_until"));
    }

    [Fact]
    public async Task The_older_secrets_can_be_ended_at_once_and_again_without_harm()
    {
        var (made, path) = await CreateAsync();
        await api.PostAsync($"/web_hooks/{made.Id}/rotate_secret", """{"overlap_hours":168}""");
        var rotated = await api.PostAsync($"/web_hooks/{made.Id}/rotate_secret", """{"overlap_hours":168}""");
        Assert.Equal(3, Signatures(await TestAsync(made.Id, path)).Length);

        var ended = await api.PostAsync($"/web_hooks/{made.Id}/expire_secret", "");
        var again = await api.PostAsync($"/web_hooks/{made.Id}/expire_secret", "");

        Assert.Equal((200, 200, ended.Text), (ended.Status, again.Status, again.Text));
        Assert.False(ended.Object.ContainsKey("secret"));
        var test = await TestAsync(made.Id, path);
        Assert.Equal([Signature(test, Secret(rotated))], Signatures(test));
        Assert.Null(await StandardWebhooksNode.ProblemAsync(test, Secret(rotated)));
        Assert.NotNull(await StandardWebhooksNode.ProblemAsync(test, Secret(made)));
    }

    [Theory]
    [InlineData("-1", 422)]
    [InlineData("169", 422)]
    [InlineData("1.5", 400)]
    [InlineData("\"24\"", 400)]
    [InlineData("null", 400)]
    public async Task An_overlap_of_no_sense_is_refused_and_changes_nothing(string hours, int status)
    {
        var (made, path) = await CreateAsync();

        var refused = await api.PostAsync($"/web_hooks/{made.Id}/rotate_secret", $$"""{"overlap_hours":{{hours}}}""");

        Assert.Equal(status, refused.Status);
        Assert.NotEmpty(refused.Error("overlap_hours"));
        var test = await TestAsync(made.Id, path);
        Assert.Equal([Signature(test, Secret(made))], Signatures(test));
    }

    [Fact]
    public async Task A_repeated_rotation_rotates_once_and_does_not_tell_the_secret_again()
    {
        var (made, path) = await CreateAsync();

        var first = await api.PostAsync($"/web_hooks/{made.Id}/rotate_secret", "", ("Idempotency-Key", path));
        var second = await api.PostAsync($"/web_hooks/{made.Id}/rotate_secret", "", ("Idempotency-Key", path));

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.DoesNotContain("whsec_", second.Text, StringComparison.Ordinal);
        Assert.Equal(first.Object["previous_secret_until"]!.ToJsonString(), second.Object["previous_secret_until"]!.ToJsonString());
        Assert.Equal(2, Signatures(await TestAsync(made.Id, path)).Length);
    }

    private static string Secret(ApiAnswer answer) => (string)answer.Object["secret"]!;

    private static string[] Signatures(ReceivedRequest request) => request["webhook-signature"]!.Split(' ');

    private static string Signature(ReceivedRequest request, string secret)
    {
        Assert.True(SigningSecret.TryReadKey(secret, out var key));
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(request["webhook-timestamp"]!, CultureInfo.InvariantCulture));
        return WebhookSigner.Sign(request.WebhookId!, at, request.Body, [key]);
    }

    private async Task<(ApiAnswer Made, string Path)> CreateAsync()
    {
        var path = Guid.NewGuid().ToString("N");
        return (await hub.CreateAsync(path), path);
    }

    private async Task<ReceivedRequest> TestAsync(long hook, string path)
    {
        Assert.True((bool)(await api.PostAsync($"/web_hooks/{hook}/test", "")).Object["ok"]!);
        return hub.Receiver.Requests.Last(r => r.Path == "/" + path);
    }
}
