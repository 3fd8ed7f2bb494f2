using System.Globalization;

namespace TaskHub.Api;

/// <summary>What the API says when something is wrong.</summary>
internal static class ApiText
{
    public const string NoToken = "An access token is needed: Authorization: Bearer thub_pat_…";
    public const string BadToken = "The access token is not valid, or no longer";
    public const string TokenInUrl = "An access token in a url ends in logs; send it in the Authorization header";
    public const string NoRoute = "There is nothing at this address";
    public const string NotJsonType = "The body must be application/json or application/x-www-form-urlencoded";
    public const string NotJson = "The body is not a JSON object";

    public static string UnknownField(string name) => $"There is no field {name} here";

    public static string ReadOnlyField(string name) => $"{name} can be read and not changed; leave it out, or send it as it is";

    public const string NothingToCompare = "This has no version to compare If-Match with";
    public const string TooMany = "Too many requests with this token; try again later";
    public const string Broken = "Something went wrong here; it has been written down";

    public static string Method(string method) => $"{method} is not answered at this address";

    /// <summary>A body of more than so many bytes.</summary>
    public static string TooLarge(long bytes) => string.Create(CultureInfo.InvariantCulture, $"The body is larger than the {bytes / 1_000_000} MB that are taken here");
}
