using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Receiving;
using TaskHub.Tests.Architecture;
using TaskHub.Tests.Fakes;
using TaskHub.Tests.Webhooks;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Receiving;

/// <summary>The code of docs/receiving-webhooks.md is taken from the document and run, over requests that the hub itself sent.</summary>
public sealed partial class ReceivingWebhooksTests(HookHub hub) : IClassFixture<HookHub>
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs/receiving-webhooks.md")).ReplaceLineEndings("\n");

    [Fact]
    public async Task The_code_in_C_sharp_judges_rightly()
    {
        var ours = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "App.Tests/Receiving/WebhookVerifier.cs"), TestContext.Current.CancellationToken);
        Assert.Equal(Code("csharp"), ours.ReplaceLineEndings("\n"));
        var cases = await CasesAsync();

        Assert.Equal(cases.Select(c => (c.Name, c.Expected)), cases.Select(c => (c.Name, Answer(c))));

        static string Answer(Case each)
        {
            try
            {
                WebhookVerifier.Verify(each.Headers.GetValueOrDefault, each.Body, each.Secrets, DateTimeOffset.FromUnixTimeSeconds(each.Now));
                return "verified";
            }
            catch (CryptographicException wrong)
            {
                return wrong.Message;
            }
        }
    }

    [Theory]
    [InlineData("js", "verify.mjs", "node", "run.mjs")]
    [InlineData("python", "verify.py", "python3", "run.py")]
    [InlineData("php", "verify.php", "php", "run.php")]
    [InlineData("go", "verify.go", "go", "run", "run.go", "verify.go")]
    public async Task The_code_in_every_language_judges_rightly(string language, string file, string program, params string[] arguments)
    {
        Assert.SkipUnless(PathTools.Has(program), $"{program} is not installed; this test runs the document's code with it");
        var cases = await CasesAsync();

        var answers = await RunAsync(language, file, program, arguments, cases);

        Assert.Equal(cases.Select(c => (c.Name, c.Expected)), cases.Zip(answers, (c, answer) => (c.Name, answer)));
    }

    [Fact]
    public async Task The_hubs_own_check_judges_the_same()
    {
        foreach (var each in (await CasesAsync()).Where(c => c.Secrets.Length == 1 && c.Expected != "bad secret"))
        {
            var verdict = SignatureCheck.Judge(each.Headers.GetValueOrDefault, each.Body, each.Secrets[0], DateTimeOffset.FromUnixTimeSeconds(each.Now));
            Assert.Equal((each.Name, each.Expected), (each.Name, verdict switch
            {
                SignatureVerdict.Verified => "verified",
                SignatureVerdict.Missing => "not signed",
                SignatureVerdict.Stale => "too old",
                _ => "does not match",
            }));
        }
    }

    /// <summary>Requests as the hub sent them in its three formats, and what an attacker or a mishap makes of one.</summary>
    private async Task<List<Case>> CasesAsync()
    {
        var path = $"/{Guid.NewGuid():N}";
        hub.Receiver.AnswerWith(Fakes.Answer.WorksectionOk);
        var secret = SigningSecret.Generate();
        List<Case> cases = [];
        var hook = 0L;
        foreach (var format in new[] { "redbooth", "worksection", "full" })
        {
            hook = (await hub.CreateAsync(path[1..] + format, $$""","secret":"{{secret}}","format":"{{format}}" """)).Id;
            await hub.TaskAsync("Prüfe “это” & 😀");
            var real = await hub.Receiver.WaitForAsync(r => r.Path == path + format && r.WebhookEvent == "task.created");
            cases.Add(Of($"a real request, {format}", real, "verified", secret));
        }

        var (good, now) = (cases[^1], cases[^1].Now);
        var other = SigningSecret.Generate();
        cases.AddRange(
        [
            good with { Name = "the body was changed", Body = [.. good.Body[..^1], (byte)(good.Body[^1] ^ 1)], Expected = "does not match" },
            good with { Name = "a blank was added", Body = [.. good.Body, (byte)' '], Expected = "does not match" },
            good with { Name = "an empty body", Body = [], Expected = "does not match" },
            good.With("webhook-id", "dlv_other") with { Name = "the id was changed", Expected = "does not match" },
            good.With("webhook-timestamp", $"{now + 1}") with { Name = "the time was changed", Expected = "does not match" },
            good.With("webhook-signature", "v1,AAAA v2,AAAA nonsense") with { Name = "another signature", Expected = "does not match" },
            good with { Name = "another secret", Secrets = [other], Expected = "does not match" },
            good with { Name = "one of two secrets", Secrets = [other, secret] },
            good with { Name = "five minutes late", Now = now + 300 },
            good with { Name = "recorded and sent again", Now = now + 301, Expected = "too old" },
            good with { Name = "a clock that is behind", Now = now - 301, Expected = "too old" },
            good.With("webhook-timestamp", "soon") with { Name = "a time that is none", Expected = "not signed" },
            good.With("webhook-timestamp", "99999999999999999999") with { Name = "a time that is no number", Expected = "not signed" },
            good.With("webhook-id", null) with { Name = "no id", Expected = "not signed" },
            good.With("webhook-timestamp", null) with { Name = "no time", Expected = "not signed" },
            good.With("webhook-signature", null) with { Name = "no signature", Expected = "not signed" },
        ]);

        foreach (var unset in new[] { "", "whsec_", "whsec_!!!!", "whsec_c2hvcnQ=", secret["whsec_".Length..] })
        {
            // Signed with the key that somebody gets who takes such a secret for one: of no bytes.
            var signed = "v1," + Convert.ToBase64String(HMACSHA256.HashData([], [.. System.Text.Encoding.UTF8.GetBytes($"{good.Headers["webhook-id"]}.{now}."), .. good.Body]));
            cases.Add(good.With("webhook-signature", signed) with { Name = $"the secret “{unset}”", Secrets = [unset], Expected = "bad secret" });
        }

        var rotated = (string)(await hub.Api.PostAsync($"/web_hooks/{hook}/rotate_secret", "")).Object["secret"]!;
        await hub.Api.PostAsync($"/web_hooks/{hook}/test", "");
        var both = hub.Receiver.Requests.Last(r => r.Path == path + "full");
        cases.Add(Of("after a rotation, the new secret", both, "verified", rotated));
        cases.Add(Of("after a rotation, the secret before", both, "verified", secret));
        cases.Add(Of("after a rotation, neither", both, "does not match", other));
        cases.Add(good with { Name = "before a rotation, the new secret", Secrets = [rotated], Expected = "does not match" });
        return cases;
    }

    private static Case Of(string name, ReceivedRequest request, string expected, string secret) => new(
        name,
        request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value),
        request.Body,
        [secret],
        long.Parse(request["webhook-timestamp"]!, System.Globalization.CultureInfo.InvariantCulture),
        expected);

    private static string Code(string language)
    {
        var blocks = Blocks().Matches(Document).Where(block => block.Groups["language"].Value == language).ToList();
        return Assert.Single(blocks).Groups["code"].Value;
    }

    private static async Task<string[]> RunAsync(string language, string file, string program, string[] arguments, List<Case> cases)
    {
        var folder = Directory.CreateTempSubdirectory("taskhub-test-").FullName;
        try
        {
            foreach (var harness in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Receiving", "harness")))
            {
                File.Copy(harness, Path.Combine(folder, Path.GetFileName(harness)));
            }

            await File.WriteAllTextAsync(Path.Combine(folder, file), Code(language), TestContext.Current.CancellationToken);
            var start = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.StandardInput.WriteAsync(JsonSerializer.Serialize(cases, JsonSerializerOptions.Web));
            process.StandardInput.Close();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, $"{program} failed:\n{await errors}{await output}");
            return JsonSerializer.Deserialize<string[]>(await output)!;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Blocks();

    /// <summary>A request, the secrets that its receiver knows, the receiver's clock, and what must come of it.</summary>
    private sealed record Case(string Name, Dictionary<string, string> Headers, byte[] Body, string[] Secrets, long Now, string Expected)
    {
        public Case With(string header, string? value)
        {
            var headers = Headers.Where(h => h.Key != header).ToDictionary();
            if (value is not null)
            {
                headers[header] = value;
            }

            return this with { Headers = headers };
        }
    }
}
