using TaskHub.Configuration;

namespace TaskHub.Worksection;

/// <summary>What the operator may set under <c>TaskHub:Worksection</c>.</summary>
internal sealed class WorksectionOptions
{
    public const string Section = "TaskHub:Worksection";

    /// <summary>How many requests a second each API key has, one as Worksection's own; 0 means any number.</summary>
    public int RequestsPerSecond { get; set; } = 1;

    /// <exception cref="ConfigurationException">A value cannot be used.</exception>
    public void Read(IConfiguration configuration) =>
        RequestsPerSecond = new ConfiguredValues(configuration, Section).WholeNumber(nameof(RequestsPerSecond), RequestsPerSecond, least: 0);
}
