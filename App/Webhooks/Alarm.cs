namespace TaskHub.Webhooks;

/// <summary>What administrators are told of a webhook.</summary>
[Flags]
public enum Alarms
{
    None = 0,

    /// <summary>It has begun to fail.</summary>
    Failing = 1,

    /// <summary>A few more errors in a row disable it.</summary>
    Endangered = 2,

    /// <summary>It was disabled, by errors or because its receiver is gone.</summary>
    Disabled = 4,

    /// <summary>Its receiver takes deliveries again.</summary>
    Recovered = 8,

    All = Failing | Endangered | Disabled | Recovered,
}

/// <summary>What administrators were told of a webhook last, so that nobody is told twice, not even after a restart.</summary>
public sealed class WebhookAlarm
{
    public long WebhookId { get; init; }

    /// <summary><see cref="Alarms.None"/> while all is well.</summary>
    public Alarms Told { get; set; }

    public DateTimeOffset ToldAt { get; set; }
}

/// <summary>Of what an administrator of an organization wants to be told, and how.</summary>
public sealed class AlarmChoice
{
    public long UserId { get; init; }
    public long OrganizationId { get; init; }
    public Alarms Inbox { get; set; }
    public Alarms Mail { get; set; }
}
