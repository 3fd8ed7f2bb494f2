using System.Globalization;
using System.Net;
using TaskHub.Configuration;

namespace TaskHub.Webhooks;

/// <summary>
/// What the operator may set under <c>TaskHub:Webhooks</c>. The defaults are those of a published hub;
/// <see cref="Read"/> gives those of a development machine where they differ.
/// </summary>
public sealed class WebhookOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "TaskHub:Webhooks";

    private static readonly TimeSpan[] DefaultSchedule =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4), TimeSpan.FromHours(8),
    ];

    private static readonly IPNetwork[] Loopback = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")];

    /// <summary>One deadline for a whole attempt: name, connection, handshake, answer and its body.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many errors in a row disable a webhook.</summary>
    public int DisableAfter { get; set; } = 10;

    /// <summary>The waiting time after the first, second … error, before jitter; never empty.</summary>
    public IReadOnlyList<TimeSpan> RetrySchedule { get; set; } = DefaultSchedule;

    /// <summary>Whether <c>http://</c> urls are accepted.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Networks that are not public and may be reached all the same.</summary>
    public IReadOnlyList<IPNetwork> AllowedNetworks { get; set; } = [];

    /// <summary>Ports that a receiver may listen on, unless its address is inside <see cref="AllowedNetworks"/>.</summary>
    public IReadOnlyList<int> AllowedPorts { get; set; } = [443, 8443];

    /// <summary>How many days attempts are kept.</summary>
    public int RetentionDays { get; set; } = 30;

    /// <summary>Whether the hub may serve although the keys are gone that some secrets were encrypted with.</summary>
    public bool StartWithLostKeys { get; set; }

    /// <summary>Fills the options from the configuration.</summary>
    /// <exception cref="ConfigurationException">A value cannot be used.</exception>
    public void Read(IConfiguration configuration, bool isDevelopment)
    {
        var values = new ConfiguredValues(configuration, Section);
        Timeout = values.Duration(nameof(Timeout), Timeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));
        DisableAfter = values.WholeNumber(nameof(DisableAfter), DisableAfter, least: 1);
        RetrySchedule = values.Durations(nameof(RetrySchedule), RetrySchedule, TimeSpan.Zero, TimeSpan.FromDays(30));
        AllowHttp = values.Flag(nameof(AllowHttp), isDevelopment);
        AllowedNetworks = values.Items(nameof(AllowedNetworks), text => ParseNetwork(values.Key(nameof(AllowedNetworks)), text))
            ?? (isDevelopment ? Loopback : AllowedNetworks);
        AllowedPorts = values.Items(nameof(AllowedPorts), text => ParsePort(values.Key(nameof(AllowedPorts)), text))
            ?? (AllowHttp ? [80, .. AllowedPorts] : AllowedPorts);
        StartWithLostKeys = values.Flag(nameof(StartWithLostKeys), StartWithLostKeys);
        RetentionDays = values.WholeNumber(nameof(RetentionDays), RetentionDays, least: 1, most: 36_500);

        if (RetrySchedule.Count == 0)
        {
            throw new ConfigurationException(values.Key(nameof(RetrySchedule)), "must have at least one time, such as 00:00:05");
        }
    }

    private static IPNetwork ParseNetwork(string key, string text) =>
        IPNetwork.TryParse(text, out var network)
            ? network
            : throw new ConfigurationException(key, "must be networks such as 10.0.0.0/8 or fd00::/8", text);

    private static int ParsePort(string key, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65_535
            ? port
            : throw new ConfigurationException(key, "must be ports from 1 to 65535", text);
}
