namespace TaskHub.Identity;

/// <summary>What is said about access tokens.</summary>
internal static class AccessTokensText
{
    public const string NameRequired = "A name is required.";
    public const string ScopeRequired = "A token without a scope could do nothing.";
    public const string ExpiresInThePast = "The end of a token lies in the future.";

    public static readonly string NameTooLong = $"A name has at most {AccessToken.NameLength} characters.";
}
