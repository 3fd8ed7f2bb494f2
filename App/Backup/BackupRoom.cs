namespace TaskHub.Backup;

/// <summary>Backups: how they are made and restored. The commands of the shell are the way in.</summary>
public static class BackupRoom
{
    public static void AddBackup(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MakeBackup>();
        builder.Services.AddSingleton<RestoreBackup>();
    }
}
