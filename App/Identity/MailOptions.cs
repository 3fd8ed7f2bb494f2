using System.Net.Mail;
using TaskHub.Configuration;

namespace TaskHub.Identity;

/// <summary>How the connection to the mail server is encrypted.</summary>
public enum MailSecurity
{
    /// <summary>Encrypted after a greeting in the clear, or not at all where the server cannot: an error.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,

    /// <summary>Not encrypted, for a server on the same machine.</summary>
    None,
}

/// <summary>What the operator may set under <c>TaskHub:Mail</c>. Without a host the hub sends no mail.</summary>
public sealed class MailOptions
{
    public const string Section = "TaskHub:Mail";

    public string? Host { get; set; }
    public int Port { get; set; } = 587;
    public MailSecurity Security { get; set; }
    public string? User { get; set; }
    public string? Password { get; set; }

    /// <summary>Whose name stands as the sender: an address, or <c>Name &lt;address&gt;</c>.</summary>
    public string From { get; set; } = "";

    public bool IsConfigured => !string.IsNullOrEmpty(Host);

    /// <summary>Fills the options from the configuration.</summary>
    /// <exception cref="ConfigurationException">A value cannot be used.</exception>
    public void Read(IConfiguration configuration)
    {
        var values = new ConfiguredValues(configuration, Section);
        string? Text(string name) => configuration[values.Key(name)] is { } text && text.Trim().Length > 0 ? text.Trim() : null;
        Host = Text(nameof(Host));
        Security = Text(nameof(Security))?.ToLowerInvariant() switch
        {
            null or "starttls" => MailSecurity.StartTls,
            "tls" => MailSecurity.Tls,
            "none" => MailSecurity.None,
            var other => throw new ConfigurationException(values.Key(nameof(Security)), "must be starttls, tls or none", other),
        };
        Port = values.WholeNumber(nameof(Port), Security switch { MailSecurity.Tls => 465, MailSecurity.None => 25, _ => 587 }, 1, 65_535);
        User = Text(nameof(User));
        Password = configuration[values.Key(nameof(Password))];
        From = Text(nameof(From)) ?? "";
        if (IsConfigured && !MailAddress.TryCreate(From, out _))
        {
            throw new ConfigurationException(values.Key(nameof(From)), "must be an address such as TaskHub <hub@example.org>", From);
        }
    }
}
