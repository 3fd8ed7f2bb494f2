using Microsoft.Extensions.Options;

namespace TaskHub.Configuration;

/// <summary>What the program does with a configuration that it cannot use.</summary>
public static class ConfigurationCheck
{
    /// <summary>
    /// Judges everything that was registered with <c>ValidateOnStart</c>. The host does it too, but late, and logs a stack
    /// trace; here it happens before anything is opened or migrated.
    /// </summary>
    /// <exception cref="ConfigurationException">A value cannot be used.</exception>
    public static void CheckConfiguration(this IHost host) =>
        host.Services.GetService<IStartupValidator>()?.Validate();

    /// <summary>
    /// Runs the program and turns an unusable value into one line on the error stream and the exit code 1.
    /// </summary>
    public static async Task<int> ExplainAsync(Func<Task<int>> program)
    {
        try
        {
            return await program();
        }
        catch (Exception e) when (Find(e) is { } problem)
        {
            await Console.Error.WriteLineAsync(problem);
            return 1;
        }
    }

    private static string? Find(Exception? e) => e switch
    {
        null => null,
        ConfigurationException c => c.Message,
        OptionsValidationException o => o.Failures.FirstOrDefault() ?? o.Message,
        _ => Find(e.InnerException),
    };
}
