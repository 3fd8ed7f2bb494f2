using TaskHub.Configuration;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>The set-up by <c>TaskHub:Setup:*</c>, for a hub that a machine installs. A hub that has a person ignores these keys.</summary>
public sealed class UnattendedSetUp(IConfiguration configuration, FirstStart first, SetUp setUp)
{
    private const string Section = "TaskHub:Setup:";
    private static readonly string[] Required = ["Email", "Password", "Organization"];

    /// <summary>Sets the hub up if it is asked to. Throws a <see cref="ConfigurationException"/> for a value that cannot be used.</summary>
    public async Task RunAsync(CancellationToken cancel = default)
    {
        if (Required.Append("Token").All(key => Value(key) is null) || !await first.WaitsAsync(cancel))
        {
            return;
        }

        if (Required.FirstOrDefault(key => Value(key) is null) is { } missing)
        {
            throw new ConfigurationException(Section + missing, "is missing; the unattended set-up takes Email, Password and Organization together");
        }

        var token = Value("Token");
        if (token is not null && !TokenFormat.IsMatch(token))
        {
            throw new ConfigurationException(Section + "Token", $"must be {TokenFormat.Prefix} and {TokenFormat.Length} letters and digits");
        }

        var email = Value("Email")!.Trim();
        var name = email.Split('@')[0];
        var made = await setUp.RunAsync(
            new(
                name[..Math.Min(name.Length, User.NameLength)], email, Value("Password"), Value("Organization"),
                token is null ? null : (TokenFormat.Hash(token), TokenFormat.Ending(token))),
            cancel);

        // Another process that was quicker has set the hub up, which is what was asked for.
        if (made.Failure is { Kind: FailureKind.Invalid } failure)
        {
            var (field, messages) = failure.Errors!.First();
            throw new ConfigurationException(
                Section + (Required.FirstOrDefault(key => key.Equals(field, StringComparison.OrdinalIgnoreCase)) ?? "Email"), messages[0]);
        }
    }

    private string? Value(string key) => configuration[Section + key] is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
