namespace TaskHub.Tests.Fakes;

/// <summary>What is installed on this machine, for tests that need it and are skipped without.</summary>
internal static class PathTools
{
    public static bool Has(string program)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => endings.Any(ending => File.Exists(Path.Combine(folder, program + ending))));
    }
}
