using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace TaskHub.Identity;

/// <summary>Hashes and judges passwords: 12 to 128 characters of any kind, none of the commonest, none made of the person's own name.</summary>
public sealed class Passwords
{
    public const int Shortest = 12;
    public const int Longest = 128;

    /// <summary>OWASP's figure for PBKDF2 with HMAC-SHA512.</summary>
    public const int Iterations = 210_000;

    private readonly PasswordHasher<User> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly Lazy<string> nobodys;

    // The hasher asks for a user and looks at none.
    private readonly User nobody = new() { Name = string.Empty };

    public Passwords() => nobodys = new(() => Hash(Guid.NewGuid().ToString()));

    public string Hash(string password) => hasher.HashPassword(nobody, password);

    /// <summary>
    /// Whether the password is right. Without a hash (an unknown address, a person who has not chosen a password yet) it takes as long and
    /// says no.
    /// </summary>
    public PasswordVerificationResult Verify(string? hash, string password)
    {
        var found = hasher.VerifyHashedPassword(nobody, hash ?? nobodys.Value, password);
        return hash is null ? PasswordVerificationResult.Failed : found;
    }

    /// <summary>What is wrong with a password that someone chose, in words; null when nothing is.</summary>
    public static string? Problem(string? password, string? email, string? name)
    {
        if (password is null || password.Length < Shortest)
        {
            return IdentityText.PasswordTooShort;
        }

        if (password.Length > Longest)
        {
            return IdentityText.PasswordTooLong;
        }

        if (CommonPasswords.Contains(password))
        {
            return IdentityText.PasswordCommon;
        }

        return IsPersonal(password, email, name) ? IdentityText.PasswordPersonal : null;
    }

    // Refused when little but the person's own words is left: "ada.lovelace1815" says no more than the address on the card.
    private static bool IsPersonal(string password, string? email, string? name)
    {
        var words = $"{email} {name}".Split([' ', '@', '.', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length >= 3);
        var rest = words.OrderByDescending(w => w.Length)
            .Aggregate(password, (left, word) => left.Replace(word, string.Empty, StringComparison.OrdinalIgnoreCase));
        return rest.Length < password.Length && rest.Count(char.IsLetter) < 4;
    }
}
