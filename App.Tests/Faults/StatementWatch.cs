using System.Runtime.InteropServices;

namespace TaskHub.Tests.Faults;

/// <summary>
/// Hears of every statement that SQLite begins and ends in this process, on every connection, whoever opened it: through SQLite's own
/// auto-extension and trace, so that the hub's code is what it is. Only for processes that are meant to die.
/// </summary>
internal static class StatementWatch
{
    private const uint Begins = 1;
    private const uint Ends = 2;

    // SQLite keeps the pointers of these, so they must live as long as the process.
    private static readonly Opened OnOpened = Open;
    private static readonly Traced OnTraced = Trace;
    private static Action<nint, string, bool>? heard;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Opened(nint connection, nint error, nint api);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Traced(uint mask, nint context, nint statement, nint detail);

    /// <summary>
    /// Calls <paramref name="listener"/> with the connection, the text of the statement and whether it has ended, on the thread that runs it and
    /// while it waits. Call this once, before the first connection.
    /// </summary>
    public static void Listen(Action<nint, string, bool> listener)
    {
        heard = listener;
        if (AutoExtension(Marshal.GetFunctionPointerForDelegate(OnOpened)) is var code and not 0)
        {
            throw new InvalidOperationException($"SQLite refused to be watched: {code}.");
        }
    }

    private static int Open(nint connection, nint error, nint api) =>
        TraceV2(connection, Begins | Ends, Marshal.GetFunctionPointerForDelegate(OnTraced), connection);

    private static int Trace(uint mask, nint context, nint statement, nint detail)
    {
        heard!(context, Marshal.PtrToStringUTF8(TextOf(statement)) ?? "", mask == Ends);
        return 0;
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_auto_extension", CallingConvention = CallingConvention.Cdecl)]
    private static extern int AutoExtension(nint opened);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_trace_v2", CallingConvention = CallingConvention.Cdecl)]
    private static extern int TraceV2(nint connection, uint mask, nint traced, nint context);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_sql", CallingConvention = CallingConvention.Cdecl)]
    private static extern nint TextOf(nint statement);
}
