namespace TaskHub;

/// <summary>What the program does instead of serving, when its first argument says so.</summary>
public static class Commands
{
    /// <summary>Runs the command that the arguments name and gives the exit code; null when they name none.</summary>
    public static async Task<int?> RunAsync(string[] args) => args switch
    {
        ["help", ..] => Help(),
        _ when args.Any(a => a is "--help" or "-h") => Help(),
        ["token", .. var options] => await TokenCommand.RunAsync(options),
        ["two-factor-off", .. var options] => await SecondFactorCommand.RunAsync(options),
        ["backup", .. var options] => await BackupCommand.BackUpAsync(options),
        ["restore", .. var options] => await BackupCommand.RestoreAsync(options),
        ["listen", .. var options] => await ListenCommand.RunAsync(options),
        ["demo", ..] => null,

        // A setting is written with a dash or an equals sign; another word is a command that was mistyped.
        [var word, ..] when word.Length > 0 && !"-/".Contains(word[0], StringComparison.Ordinal) && !word.Contains('=', StringComparison.Ordinal) =>
            Unknown(word),
        _ => null,
    };

    private static int Help()
    {
        Console.WriteLine(CommandsText.Help);
        return 0;
    }

    private static int Unknown(string word)
    {
        Console.Error.WriteLine(CommandsText.Unknown(word));
        return 1;
    }
}
