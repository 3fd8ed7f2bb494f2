using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;

namespace TaskHub.Tests.Faults;

/// <summary>A moment in the life of a change at which a process can be cut off, as its statements show it.</summary>
internal enum KillPoint
{
    /// <summary>The n-th statement, whatever it is.</summary>
    Statement,

    /// <summary>A change, its event and its deliveries are written, and not committed.</summary>
    ChangeUncommitted,

    /// <summary>They are committed, and nobody has been told.</summary>
    ChangeCommitted,

    /// <summary>Deliveries are about to be claimed.</summary>
    ClaimUncommitted,

    /// <summary>They are claimed, and not sent.</summary>
    ClaimCommitted,

    /// <summary>Attempts have ended, and are not on record.</summary>
    RecordUncommitted,

    /// <summary>They are on record, and their lane does not know.</summary>
    RecordCommitted,

    /// <summary>The attempt that disables its webhook is not on record.</summary>
    DisableUncommitted,

    /// <summary>It is, and the webhook is disabled.</summary>
    DisableCommitted,
}

/// <summary>Kills its own process with signal 9 when a moment has come for the n-th time.</summary>
internal static class KillSwitch
{
    /// <summary>Arms a process from its start: a point and a number.</summary>
    public const string Variable = "TASKHUB_FAULT_KILL";

    private const int Kill = 9;
    private static readonly ConcurrentDictionary<nint, Units> Open = new();
    private static KillPoint wanted;
    private static int left = int.MaxValue;
    private static int listening;

    [Flags]
    private enum Units
    {
        None = 0,
        Change = 1,
        Claim = 2,
        Record = 4,
        Disable = 8,
    }

    /// <param name="words">A point and after how many passes, such as <c>ClaimCommitted 3</c>.</param>
    public static void Arm(string words)
    {
        var parts = words.Split(' ');
        wanted = Enum.Parse<KillPoint>(parts[0]);
        Volatile.Write(ref left, int.Parse(parts[1], CultureInfo.InvariantCulture));
        if (Interlocked.Exchange(ref listening, 1) == 0)
        {
            StatementWatch.Listen(Hear);
        }
    }

    private static void Hear(nint connection, string sql, bool ended)
    {
        if (!ended)
        {
            Pass(KillPoint.Statement);
        }

        var units = Open.GetValueOrDefault(connection);
        if (sql.StartsWith("BEGIN", StringComparison.Ordinal))
        {
            Open[connection] = Units.None;
        }
        else if (sql.StartsWith("COMMIT", StringComparison.Ordinal))
        {
            PassEach(units, ended);
            if (ended)
            {
                Open[connection] = Units.None;
            }
        }
        else
        {
            Open[connection] = units | UnitOf(sql);
        }
    }

    private static Units UnitOf(string sql) =>
        sql.Contains("INSERT INTO \"Events\"", StringComparison.Ordinal) ? Units.Change
        : sql.Contains("INSERT INTO \"Attempts\"", StringComparison.Ordinal) ? Units.Record
        : !sql.Contains("UPDATE \"Deliveries\"", StringComparison.Ordinal) ? Units.None
        : sql.Contains("\"State\" = 2,", StringComparison.Ordinal) ? Units.Disable
        : sql.Contains("\"State\"", StringComparison.Ordinal) ? Units.None
        : Units.Claim;

    private static void PassEach(Units units, bool committed)
    {
        if (units.HasFlag(Units.Change))
        {
            Pass(committed ? KillPoint.ChangeCommitted : KillPoint.ChangeUncommitted);
        }

        if (units.HasFlag(Units.Disable))
        {
            Pass(committed ? KillPoint.DisableCommitted : KillPoint.DisableUncommitted);
        }

        if (units.HasFlag(Units.Record))
        {
            Pass(committed ? KillPoint.RecordCommitted : KillPoint.RecordUncommitted);
        }
        else if (units.HasFlag(Units.Claim))
        {
            Pass(committed ? KillPoint.ClaimCommitted : KillPoint.ClaimUncommitted);
        }
    }

    private static void Pass(KillPoint point)
    {
        if (point == wanted && Interlocked.Decrement(ref left) == 0)
        {
            _ = SendSignal(Environment.ProcessId, Kill);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int process, int signal);
}
