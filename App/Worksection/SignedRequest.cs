using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace TaskHub.Worksection;

/// <summary>A request as it came: what it says, and the signature over it.</summary>
internal sealed class SignedRequest
{
    private const long MostBytes = 1024 * 1024;
    private const string Hash = "hash";
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 16 };

    private readonly string query;
    private readonly string form;
    private readonly string authorization;

    private SignedRequest(HttpRequest request, string form, ILookup<string, string> said)
    {
        // Raw, as it was sent: the hash is over these characters, whether a blank came as + or as %20.
        query = request.QueryString.Value is ['?', .. var rest] ? rest : "";
        this.form = form;
        authorization = request.Headers.Authorization.ToString();
        Given = new Parameters(said);
    }

    /// <summary>What it says. A name in the query counts before the same name in the body; where the hash is over a form, the form alone counts.</summary>
    public Parameters Given { get; }

    public string Action => Given.Text("action") ?? "";

    /// <exception cref="Refusal">The body is too large, or none that Worksection's API takes.</exception>
    public static async Task<SignedRequest> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        var body = await BodyAsync(request, cancel);
        var inQuery = Said(request.Query).ToList();
        if (body.Length == 0)
        {
            return new SignedRequest(request, "", inQuery.ToLookup(p => p.Name, p => p.Value));
        }

        var isForm = request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
        var form = isForm ? Encoding.UTF8.GetString(body) : "";
        var inBody = isForm ? Said(QueryHelpers.ParseQuery(form)) : request.HasFormContentType ? await MultipartAsync(request, body, cancel) : InJson(body);
        if (!IsHashed(request.QueryString.Value?.TrimStart('?')) && IsHashed(form) && AdminHeader.Parse(request.Headers.Authorization.ToString()) is null)
        {
            // The hash is over the form alone, so whoever has seen one could write anything into the query.
            inQuery = [];
        }

        var names = inQuery.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        return new SignedRequest(request, form, inQuery.Concat(inBody.Where(p => !names.Contains(p.Name))).ToLookup(p => p.Name, p => p.Value));
    }

    /// <summary>
    /// Finds how the request is signed, once, and gives the judge of a key: the header <c>Admin time_hmac</c> over the action and the time, or
    /// else <c>hash</c>, an MD5 over the query without it, or over the form when it stands there. Null when it is not signed.
    /// </summary>
    public Func<byte[], bool>? Judge(DateTimeOffset now) =>
        AdminHeader.Parse(authorization) is { } header ? (header.IsFresh(now) ? key => header.IsSignedWith(key, Action) : null)
        : JudgeOf(query) ?? JudgeOf(form);

    private Func<byte[], bool>? JudgeOf(string said)
    {
        var parts = said.Split('&');
        var hash = parts.LastOrDefault(IsHash)?[(Hash.Length + 1)..];

        // An action that stands elsewhere would not be signed; where there is none, that is an error of its own.
        if (hash is not { Length: 32 } || !hash.All(char.IsAsciiHexDigit)
            || (Action.Length > 0 && !parts.Any(p => p.StartsWith("action=", StringComparison.Ordinal))))
        {
            return null;
        }

        var wanted = Convert.FromHexString(hash);
        var text = Encoding.UTF8.GetBytes(string.Join('&', parts.Where(p => !IsHash(p))));
        return key => CryptographicOperations.FixedTimeEquals(Md5(text, key), wanted);
    }

    private static bool IsHashed(string? said) => said?.Split('&').Any(IsHash) == true;

    private static bool IsHash(string part) => part.StartsWith(Hash + "=", StringComparison.Ordinal);

#pragma warning disable CA5351 // The protocol is Worksection's, and its clients know no other hash here.
    private static byte[] Md5(byte[] text, byte[] key)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        md5.AppendData(text);
        md5.AppendData(key);
        return md5.GetHashAndReset();
    }
#pragma warning restore CA5351

    private static async Task<byte[]> BodyAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostBytes;
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancel);
        return body.ToArray();
    }

    private static async Task<IEnumerable<(string Name, string Value)>> MultipartAsync(HttpRequest request, byte[] body, CancellationToken cancel)
    {
        request.Body = new MemoryStream(body);
        try
        {
            var form = await request.ReadFormAsync(cancel);
            return Said(form).Concat(form.Files.Select(file => (Plain(file.Name), file.FileName)));
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new Refusal(11, WorksectionText.BodyInvalid);
        }
    }

    private static IEnumerable<(string Name, string Value)> Said(IEnumerable<KeyValuePair<string, StringValues>> pairs) =>
        pairs.SelectMany(p => p.Value, (p, value) => (Plain(p.Key), value ?? ""));

    // PHP writes a list as name[]=a&name[]=b or name[0]=a&name[1]=b.
    private static string Plain(string name) => name.IndexOf('[', StringComparison.Ordinal) is > 0 and var end ? name[..end] : name;

    private static List<(string Name, string Value)> InJson(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Json);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return [.. document.RootElement.EnumerateObject().SelectMany(p => Texts(p.Value), (p, value) => (Plain(p.Name), value))];
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or a text that is no text; said below.
        }

        throw new Refusal(11, WorksectionText.BodyInvalid);
    }

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.True => ["1"],
        JsonValueKind.False => ["0"],
        JsonValueKind.Number => [value.GetRawText()],
        _ => [],
    };
}
