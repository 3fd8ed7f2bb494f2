namespace TaskHub.Identity;

/// <summary>Makes accounts. The account library's own way would open a unit of work of its own, and a person and their place are one.</summary>
public static class NewUser
{
    /// <summary>An account with that password, or one without, whose person chooses it by a link.</summary>
    public static User Make(string name, string email, string? passwordHash, DateTimeOffset now, bool isOperator = false) => new()
    {
        Name = Names.Tidy(name),
        Email = email.Trim(),
        NormalizedEmail = Emails.Normalize(email),
        UserName = email.Trim(),
        NormalizedUserName = Emails.Normalize(email),
        EmailConfirmed = true,
        PasswordHash = passwordHash,
        LockoutEnabled = true,
        SecurityStamp = NewStamp(),
        IsOperator = isOperator,
        CreatedAt = now,
    };

    /// <summary>Whoever signed in under the old stamp is signed out within a minute.</summary>
    public static string NewStamp() => Guid.NewGuid().ToString("N");

    /// <summary>What is wrong with a new person's name, email and password, by field; empty when nothing is.</summary>
    public static Dictionary<string, string[]> Problems(string? name, string? email, string? password)
    {
        var problems = new Dictionary<string, string[]>();
        if (NameProblem(name) is { } badName)
        {
            problems["name"] = [badName];
        }

        if (!Emails.IsAddress(email?.Trim()))
        {
            problems["email"] = [IdentityText.EmailWanted];
        }

        if (Passwords.Problem(password, email, name) is { } badPassword)
        {
            problems["password"] = [badPassword];
        }

        return problems;
    }

    public static string? NameProblem(string? name) => Names.Tidy(name) switch
    {
        "" => IdentityText.NameWanted,
        { Length: > User.NameLength } => IdentityText.NameTooLong,
        _ => null,
    };
}
