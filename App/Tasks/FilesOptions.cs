using TaskHub.Configuration;

namespace TaskHub.Tasks;

/// <summary>What the operator may set under <c>TaskHub:Files</c>.</summary>
public sealed class FilesOptions
{
    public const string Section = "TaskHub:Files";

    /// <summary>The longest file that can be attached, in megabytes of a million bytes.</summary>
    public int MaxMegabytes { get; set; } = 25;

    public long MaxBytes => MaxMegabytes * 1_000_000L;

    /// <exception cref="ConfigurationException">A value cannot be used.</exception>
    public void Read(IConfiguration configuration) =>
        MaxMegabytes = new ConfiguredValues(configuration, Section).WholeNumber(nameof(MaxMegabytes), MaxMegabytes, least: 1, most: 2_000);
}
