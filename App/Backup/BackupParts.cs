namespace TaskHub.Backup;

/// <summary>The first entry of a backup: what it is, so that one that cannot be used is refused before the rest is read.</summary>
/// <param name="Format">How the archive is laid out; 1.</param>
/// <param name="Version">The TaskHub that made it.</param>
/// <param name="CreatedAt">The moment that it shows.</param>
/// <param name="Migrations">The migrations of the database in it.</param>
public sealed record BackupAbout(int Format, string Version, DateTimeOffset CreatedAt, IReadOnlyList<string> Migrations)
{
    public const int CurrentFormat = 1;
}

/// <summary>One file of a backup.</summary>
public sealed record BackupFile(string Name, long Size, string Sha256);

/// <summary>The last entry: all files between. An archive without it was cut off.</summary>
public sealed record BackupManifest(IReadOnlyList<BackupFile> Files);

/// <summary>Where a long piece of work is, in bytes.</summary>
public sealed record BackupStep(string What, long Done, long Total);

/// <summary>The names inside the archive.</summary>
internal static class BackupNames
{
    public const string About = "about.json";
    public const string Manifest = "manifest.json";
    public const string Database = "taskhub.db";
    public const string Keys = "keys";
    public const string Files = "files";

    /// <summary>Whether a name may become a file below the folder that is restored, and nowhere else.</summary>
    public static bool IsSafe(string name) =>
        name == Database || ((name.StartsWith(Keys + "/", StringComparison.Ordinal) || name.StartsWith(Files + "/", StringComparison.Ordinal))
            && name.Split('/').All(part => part.Length > 0 && part is not ("." or "..") && !part.AsSpan().ContainsAny('\\', ':', '\0')));
}
