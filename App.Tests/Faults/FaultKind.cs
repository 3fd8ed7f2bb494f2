using System.Globalization;

namespace TaskHub.Tests.Faults;

/// <summary>One kind of fault, and how often it is injected.</summary>
/// <param name="Name">What happens.</param>
/// <param name="How">How it is brought about.</param>
/// <param name="InCi">Injections in every run of the tests.</param>
/// <param name="Long">Injections in the long run.</param>
internal sealed record FaultKind(string Name, string How, int InCi, int Long)
{
    /// <summary>The long run is asked for by <c>TASKHUB_FAULTS=long</c>.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("TASKHUB_FAULTS") == "long";

    private static int count;

    /// <summary>Its place in the catalogue.</summary>
    public int Number { get; } = ++count;

    /// <summary>How often it is injected in this run, at least.</summary>
    public int Planned => IsLong ? Long : InCi;

    public static FaultKind ApiKill { get; } = new(
        "kill -9 of a hub under load of its API", "a real hub, killed at random moments, also while it starts", 10, 60);

    public static FaultKind CommitKill { get; } = new("kill -9 around the commit of a change", "before and after its COMMIT", 8, 80);

    public static FaultKind ClaimKill { get; } = new("kill -9 around a claim", "before and after its COMMIT", 8, 80);

    public static FaultKind SendKill { get; } = new("kill -9 while a request is sent", "the receiver has the head and a part of the body", 4, 40);

    public static FaultKind AnswerKill { get; } = new("kill -9 while the receiver thinks", "it has the whole request and has not answered", 4, 40);

    public static FaultKind RecordKill { get; } = new("kill -9 around the record of a 2xx", "before and after its COMMIT", 8, 80);

    public static FaultKind RetryKill { get; } = new("kill -9 around the planning of a retry", "before and after its COMMIT", 8, 80);

    public static FaultKind DisableKill { get; } = new("kill -9 around disabling a web hook", "before and after its COMMIT", 8, 80);

    public static FaultKind Term { get; } = new("SIGTERM under load", "asked to end at a random moment, then started again", 8, 80);

    public static FaultKind MigrationKill { get; } = new("kill -9 while the database is made", "at a random statement", 5, 20);

    public static FaultKind BackupKill { get; } = new("kill -9 in a backup", "at a random moment of the command", 6, 50);

    public static FaultKind DiskFull { get; } = new("full disk under load", "a small file system is filled and freed again", 4, 20);

    public static FaultKind FileLimit { get; } = new("files at their largest size", "a limit of the process (ulimit -f), raised at each start", 2, 6);

    public static FaultKind Folder { get; } = new("a data folder that cannot be used", "read-only, below a file, another's", 4, 4);

    public static FaultKind Locked { get; } = new("database locked by another process", "BEGIN IMMEDIATE for 0.05 to 7 s under load", 24, 120);

    public static FaultKind Clock { get; } = new("the clock jumps", "hours, days and years, forth and back, with attempts in flight", 8, 32);

    public static FaultKind Keys { get; } = new("lost keys", "the whole ring, one key of two", 2, 6);

    public static FaultKind Second { get; } = new("a second hub on the same folder", "started beside a serving one", 2, 5);

    public static FaultKind Restore { get; } = new("a restore under another path", "taken under load, then the first home is gone", 1, 3);

    public static FaultKind Receiver { get; } = new("a receiver that misbehaves", "38 kinds, a bare socket each", 190, 1330);

    public static FaultKind Resolver { get; } = new("a name service that fails or lies", "12 kinds, then the truth", 72, 504);

    public static FaultKind Poison { get; } = new("poison rows", "10 shapes, edited into the database", 30, 180);

    public static FaultKind Nudge { get; } = new("a lost wake-up", "rows that become due and nobody is told", 20, 200);

    public static FaultKind Slow { get; } = new("50 receivers that hang beside a healthy one", "they answer when the healthy one has everything", 50, 150);

    public static FaultKind Backlog { get; } = new("10,000 deliveries due at once", "held, then released in one stroke", 1, 3);

    public static FaultKind Circuit { get; } = new(
        "a circuit that is cut", "the line is cut, stays away, or the hub dies, while a comment is typed", 6, 21);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} ({InCi} or {Long})");
}
