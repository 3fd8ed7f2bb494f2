namespace TaskHub.Backup;

/// <summary>What people read who back up and restore.</summary>
public static class BackupText
{
    public const string PassphraseVariable = "TASKHUB_BACKUP_PASSPHRASE";

    public const string CopyingDatabase = "Copying the database";
    public const string CheckingCopy = "Checking the copy";
    public const string Writing = "Writing the backup";
    public const string Verifying = "Reading the backup back";
    public const string Reading = "Reading the backup";

    public const string Damaged = "The backup is damaged.";
    public const string CutOff = "The backup is damaged: its end is missing.";
    public const string NoBackup = "The file is no backup of a TaskHub.";
    public const string WrongPassphrase = "The passphrase is not that of this backup, or the backup is damaged.";
    public const string NeedsPassphrase = $"The backup is encrypted: set {PassphraseVariable} to its passphrase.";
    public const string EmptyPassphrase = $"{PassphraseVariable} is empty: give a passphrase, or remove the variable for a backup without one.";
    public const string Newer = "The backup is of a newer TaskHub. Restore it with that version.";
    public const string CopyDamaged = "The copy of the database did not pass SQLite's check, so no backup was written. The database itself may be damaged.";

    public static string NotGiven(string folder) =>
        $"Restored, but what is in {folder} belongs to root: give it to the user of the hub (chown -R taskhub: {folder}) before you start it.";

    public static string Exists(string file) => $"{file} exists already, and a backup never replaces a file.";

    public static string NoFolder(string folder) => $"There is no folder {folder}.";

    public static string NoFile(string file) => $"There is no file {file}.";

    public static string NoDatabase(string folder) => $"There is no TaskHub database in {folder}. Set TaskHub:DataPath.";

    public static string Serving(string folder) => $"A TaskHub serves from {folder}. Stop it first, or restore into another TaskHub:DataPath.";

    public static string Progress(BackupStep step) =>
        step.Total > 0 ? $"{step.What}: {Megabytes(step.Done)} of {Megabytes(step.Total)} MB" : step.What;

    public static string BackedUp(BackupSummary made) =>
        $"Backed up to {made.File}: {Megabytes(made.Size)} MB, {Count(made.Keys, "key")}, {Count(made.Attachments, "attachment")}, "
        + (made.IsSealed
            ? "encrypted."
            : $"not encrypted. Whoever reads it can open the secrets of all webhooks; set {PassphraseVariable} to encrypt.");

    public static string Restored(RestoreSummary restored) =>
        $"Restored into {restored.Folder} as it was at {restored.About.CreatedAt:yyyy-MM-dd HH:mm:ss} UTC."
        + (restored.Aside is null ? "" : $" What was there before is in {restored.Aside}.");

    private static string Megabytes(long bytes) =>
        (bytes / 1_000_000.0).ToString(bytes < 100_000_000 ? "0.0" : "0", System.Globalization.CultureInfo.InvariantCulture);

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number:N0} {what}s";
}
