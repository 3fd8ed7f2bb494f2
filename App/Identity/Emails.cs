using System.Net.Mail;

namespace TaskHub.Identity;

/// <summary>Email addresses as people type them.</summary>
public static class Emails
{
    public const int Longest = 254;

    /// <summary>How two spellings of one address compare; the account library's rule.</summary>
    public static string Normalize(string email) => email.Trim().Normalize().ToUpperInvariant();

    /// <summary>Whether it can be an address: a name, an at sign, a domain, nothing around them.</summary>
    public static bool IsAddress(string? email) =>
        email is { Length: <= Longest } && Names.Tidy(email) == email && !email.Any(c => char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';')
        && MailAddress.TryCreate(email, out var parsed) && parsed.Address == email;
}
