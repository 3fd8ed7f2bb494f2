using TaskHub.Configuration;

namespace TaskHub.Api;

/// <summary>What the operator may set under <c>TaskHub:Api</c>.</summary>
internal sealed class ApiOptions
{
    public const string Section = "TaskHub:Api";

    /// <summary>How many requests a minute each token has; 0 means any number.</summary>
    public int RequestsPerMinute { get; set; } = 6_000;

    /// <exception cref="ConfigurationException">A value cannot be used.</exception>
    public void Read(IConfiguration configuration) =>
        RequestsPerMinute = new ConfiguredValues(configuration, Section).WholeNumber(nameof(RequestsPerMinute), RequestsPerMinute, least: 0);
}
