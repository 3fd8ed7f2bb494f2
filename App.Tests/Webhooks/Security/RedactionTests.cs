using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Security;

/// <summary>What a receiver echoes of a webhook's secrets is recognized however it writes them.</summary>
public sealed class RedactionTests
{
    private const string Password = "Grüße <&> 'n' \"q\"/+ 100%41 back\\slash 🎉";
    private const string Token = "tok-en_9/x+Y=";

    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)((i * 37) + 251))];
    private static readonly Redaction Hub = new([Password, Token, "prod"], [Key]);

    public static TheoryData<string, string> Notations()
    {
        var data = new TheoryData<string, string>();
        foreach (var secret in new[] { Password, Token, Convert.ToBase64String(Key) })
        {
            var relaxed = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret);
            var escaped = JavaScriptEncoder.Default.Encode(secret);
            var utf8 = Encoding.UTF8.GetBytes(secret);
            data.Add("plain", secret);
            data.Add("JSON", relaxed);
            data.Add("JSON of PHP", relaxed.Replace("/", "\\/", StringComparison.Ordinal));
            data.Add("JSON of .NET", escaped);
            data.Add("JSON of Python", LowerHex(escaped));
            data.Add("JSON of Go", relaxed.Replace("&", "\\u0026", StringComparison.Ordinal)
                .Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal));
            data.Add("JSON in JSON", JavaScriptEncoder.Default.Encode(escaped));
            data.Add("JSON in JSON, lower case", relaxed.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal));
            data.Add("url", Uri.EscapeDataString(secret));
            data.Add("url, lower case", Percent(secret, ""));
            data.Add("url of Python", Percent(secret, "/"));
            data.Add("form", WebUtility.UrlEncode(secret));
            data.Add("form, lower case", Percent(secret, " ").Replace(' ', '+'));
            data.Add("url in url", Uri.EscapeDataString(Uri.EscapeDataString(secret)));
            data.Add("HTML of .NET", HtmlEncoder.Default.Encode(secret));
            data.Add("HTML", WebUtility.HtmlEncode(secret));
            data.Add("HTML of Python", Html(secret).Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#x27;", StringComparison.Ordinal));
            data.Add("HTML, named", Html(secret).Replace("ü", "&uuml;", StringComparison.Ordinal).Replace("/", "&sol;", StringComparison.Ordinal));
            data.Add("HTML, decimal", string.Concat(secret.EnumerateRunes().Select(r => $"&#{r.Value};")));
            data.Add("HTML, hex", string.Concat(secret.EnumerateRunes().Select(r => $"&#X{r.Value:X};")));
            data.Add("JSON in HTML", HtmlEncoder.Default.Encode(LowerHex(escaped)));
            data.Add("bytes of Python", string.Concat(utf8.Select(b => b < 0x80 && b != '\\' ? $"{(char)b}" : $"\\x{b:x2}")));
            AddBytes(data, utf8);
        }

        AddBytes(data, Key);
        data.Add("whole secret", "whsec_" + Convert.ToBase64String(Key));
        return data;
    }

    [Theory]
    [MemberData(nameof(Notations))]
    public void No_notation_of_a_secret_stays(string name, string notation)
    {
        var shown = Kept($"{{\"a\": \"{notation}\"}} b");

        var left = name == "whole secret" ? "whsec_" : "";
        Assert.Equal($"{{\"a\": \"{left}•••\"}} b", shown);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("xy")]
    [InlineData("user:")]
    public void In_base64_of_a_longer_text_nothing_of_it_stays(string before)
    {
        var shown = Kept(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}{Password};and more")).TrimEnd('='));

        var (head, tail) = (shown[..shown.IndexOf('•', StringComparison.Ordinal)], shown[(shown.LastIndexOf('•') + 1)..]);
        Assert.True(head.Length <= before.Length * 8 / 6 && tail.Length <= (";and more".Length * 8 / 6) + 1, shown);
    }

    [Fact]
    public void Names_of_headers_are_searched_like_their_values()
    {
        var outcome = Hub.Hide(new AttemptOutcome
        {
            StatusCode = 200,
            ResponseHeaders = [new(Token.Replace("=", "", StringComparison.Ordinal), "a"), new("X-" + Convert.ToHexString(Key), "b"), new("X-Other", Uri.EscapeDataString(Token))],
        });

        Assert.Equal(["tok-en_9/x+Y: a", "X-•••: b", "X-Other: •••"], outcome.ResponseHeaders.Select(h => $"{h.Name}: {h.Value}"));
    }

    [Fact]
    public void What_is_no_secret_stays_as_it_was_written()
    {
        const string Answer = """{"q":"a\"b\u00e4 %c3%a4 &amp; \\n","e":"production","f":"reproduce"} c:\temp\prods""";

        Assert.Equal(Answer, Kept(Answer));
        Assert.Equal("""a\"b\u00e4 ••• %zz \u12 &#; &nothing; %""", Kept("""a\"b\u00e4 prod %zz \u12 &#; &nothing; %"""));
    }

    [Fact]
    public void Where_reading_ended_no_beginning_of_a_secret_comes_to_be_shown()
    {
        var echoed = string.Concat(Enumerable.Repeat(Convert.ToHexString(Key), AttemptOutcome.MaxRead / 64 + 1));
        var begun = Encoding.UTF8.GetBytes($"{echoed}{echoed}")[..(AttemptOutcome.MaxRead - 30)];
        var body = (byte[])[.. begun, .. Encoding.UTF8.GetBytes($" token={Token}")[..^4]];

        var shown = Hub.Hide(new AttemptOutcome { StatusCode = 200, Body = body, IsCut = true }).KeptBody();

        Assert.StartsWith("•••", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Token[..5], shown, StringComparison.Ordinal);
    }

    private static void AddBytes(TheoryData<string, string> data, byte[] bytes)
    {
        data.Add("hex", Convert.ToHexString(bytes));
        data.Add("hex, lower case", Convert.ToHexStringLower(bytes));
        data.Add("base64", Convert.ToBase64String(bytes));
        data.Add("base64 without signs that fill up", Convert.ToBase64String(bytes).TrimEnd('='));
        data.Add("base64 for urls", Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_'));
        data.Add("base64 for urls without signs that fill up", Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_').TrimEnd('='));
        data.Add("base64 in a form", Uri.EscapeDataString(Convert.ToBase64String(bytes)));
    }

    private static string LowerHex(string escaped) =>
        string.Join("\\u", escaped.Split("\\u").Select((part, i) => i == 0 ? part : part[..4].ToLowerInvariant() + part[4..]));

    private static string Html(string secret) =>
        secret.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Percent(string secret, string safe) => string.Concat(Encoding.UTF8.GetBytes(secret)
        .Select(b => b < 0x80 && (char.IsAsciiLetterOrDigit((char)b) || safe.Contains((char)b, StringComparison.Ordinal)) ? $"{(char)b}" : $"%{b:x2}"));

    private static string Kept(string body) => Hub.Hide(new AttemptOutcome { StatusCode = 200, Body = Encoding.UTF8.GetBytes(body) }).KeptBody();
}
