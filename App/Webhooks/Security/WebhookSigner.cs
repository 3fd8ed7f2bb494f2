using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TaskHub.Webhooks.Security;

/// <summary>Signs requests as Standard Webhooks does: version <c>v1</c>, HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
public static class WebhookSigner
{
    /// <summary>The value of <c>webhook-signature</c>: one signature for each live secret, separated by blanks.</summary>
    /// <param name="id">The value of <c>webhook-id</c>; ASCII.</param>
    /// <param name="timestamp">The value of <c>webhook-timestamp</c>.</param>
    /// <param name="body">The very bytes that are sent.</param>
    /// <param name="keys">The keys of the live secrets, the newest first.</param>
    public static string Sign(string id, DateTimeOffset timestamp, ReadOnlySpan<byte> body, IReadOnlyList<byte[]> keys)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp.ToUnixTimeSeconds()}.");
        var length = head.Length + body.Length;
        var content = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            Encoding.ASCII.GetBytes(head, content);
            body.CopyTo(content.AsSpan(head.Length));
            return keys.Count == 1
                ? Signature(keys[0], content.AsSpan(0, length))
                : string.Join(' ', keys.Select(key => Signature(key, content.AsSpan(0, length))));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(content);
        }
    }

    private static string Signature(byte[] key, ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, content, hash);
        return $"v1,{Convert.ToBase64String(hash)}";
    }
}
