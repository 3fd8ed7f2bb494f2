namespace TaskHub.Identity;

/// <summary>
/// Something to tell a person by mail. It is written in the transaction of what it tells and stays until the mail server has taken it or the
/// hub gave up; what waits for one person at a time goes as one mail.
/// </summary>
public sealed class Letter
{
    public const int TitleLength = 200;

    public long Id { get; init; }
    public long UserId { get; init; }

    /// <summary>The organization that it is about, or null.</summary>
    public long? OrganizationId { get; init; }

    /// <summary>What happened, in a line: the subject, where it goes alone.</summary>
    public required string Title { get; init; }

    /// <summary>What more there is to say.</summary>
    public required string Text { get; init; }

    /// <summary>Where to look: a path of this hub.</summary>
    public required string Path { get; init; }

    /// <summary>How grave it is: of what goes as one mail, the gravest comes first and gives the subject. 0 for good news.</summary>
    public int Weight { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>How often a mail server refused it.</summary>
    public int Attempts { get; set; }

    /// <summary>Not before this time; null once it was sent, or given up.</summary>
    public DateTimeOffset? DueAt { get; set; }
}
