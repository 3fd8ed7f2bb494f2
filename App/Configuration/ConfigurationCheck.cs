using Microsoft.Extensions.Options;

namespace TaskHub.Configuration;

/// <summary>What the program does with a configuration that it cannot use.</summary>
public static partial class ConfigurationCheck
{
    /// <summary>
    /// Reads all options that were registered with <c>ValidateOnStart</c>. The host does it too, but late, and logs a stack trace;
    /// here it happens before anything is opened or migrated.
    /// </summary>
    /// <exception cref="ConfigurationException">A value cannot be used.</exception>
    public static void CheckConfiguration(this IHost host)
    {
        host.Services.GetService<IStartupValidator>()?.Validate();
        foreach (var key in KnownKeys.Unknown(host.Services.GetRequiredService<IConfiguration>()))
        {
            LogUnknown(host.Services.GetRequiredService<ILogger<ConfigurationException>>(), key);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Key} is no setting that this hub knows, so it does nothing; README.md lists them all")]
    private static partial void LogUnknown(ILogger log, string key);

    /// <summary>Prints the one line and gives the exit code of the program.</summary>
    public static int Explain(this ConfigurationException problem)
    {
        Console.Error.WriteLine(problem.Message);
        return 1;
    }
}
