using System.Net;

namespace TaskHub.Tasks;

/// <summary>Text as harmless HTML.</summary>
public static class SafeHtml
{
    public static string Of(string text) => text.Length == 0 ? string.Empty : $"<p>{WebUtility.HtmlEncode(text)}</p>";
}
