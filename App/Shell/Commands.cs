namespace TaskHub;

/// <summary>What the program does instead of serving, when its first argument says so.</summary>
public static class Commands
{
    /// <summary>Runs the command that the arguments name and gives the exit code; null when they name none.</summary>
    public static async Task<int?> RunAsync(string[] args) => args switch
    {
        ["token", .. var options] => await TokenCommand.RunAsync(options),
        ["backup", .. var options] => await BackupCommand.BackUpAsync(options),
        ["restore", .. var options] => await BackupCommand.RestoreAsync(options),
        _ => null,
    };
}
