using System.Security.Cryptography;
using System.Text;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>The set-up by <c>TaskHub:Setup:*</c>, for a hub that a machine installs. A hub that has a person ignores these keys.</summary>
public sealed class UnattendedSetUp(IConfiguration configuration, FirstStart first, SetUp setUp)
{
    private const string Section = "TaskHub:Setup:";
    private const string TokenPrefix = "thub_pat_";
    private const int TokenLength = 38;
    private static readonly string[] Required = ["Email", "Password", "Organization"];

    /// <summary>Sets the hub up if it is asked to. Answers what is wrong with the configuration, in one line that names the key; else null.</summary>
    public async Task<string?> RunAsync(CancellationToken cancel = default)
    {
        if (Required.Append("Token").All(key => Value(key) is null) || !await first.WaitsAsync(cancel))
        {
            return null;
        }

        if (Required.FirstOrDefault(key => Value(key) is null) is { } missing)
        {
            return $"{Section}{missing} is missing: the unattended set-up takes Email, Password and Organization together.";
        }

        if (Value("Token") is { } wanted && !IsToken(wanted))
        {
            return $"{Section}Token is no access token: it is {TokenPrefix} and {TokenLength} letters and digits.";
        }

        var email = Value("Email")!.Trim();
        var name = email.Split('@')[0];
        var made = await setUp.RunAsync(
            new(name[..Math.Min(name.Length, User.NameLength)], email, Value("Password"), Value("Organization"), Hashed(Value("Token"))), cancel);

        // Another process that was quicker has set the hub up, which is what was asked for.
        return made.Failure is { Kind: FailureKind.Invalid } failure ? Line(failure) : null;
    }

    private static string Line(Failure failure)
    {
        var (field, messages) = failure.Errors!.First();
        var key = Required.FirstOrDefault(key => key.Equals(field, StringComparison.OrdinalIgnoreCase)) ?? "Email";
        return $"{Section}{key}: {messages[0]}";
    }

    private static bool IsToken(string text) =>
        text.Length == TokenPrefix.Length + TokenLength && text.StartsWith(TokenPrefix, StringComparison.Ordinal)
        && text[TokenPrefix.Length..].All(char.IsAsciiLetterOrDigit);

    private static (byte[] Hash, string Ending)? Hashed(string? token) =>
        token is null ? null : (SHA256.HashData(Encoding.UTF8.GetBytes(token)), token[^4..]);

    private string? Value(string key) => configuration[Section + key] is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
