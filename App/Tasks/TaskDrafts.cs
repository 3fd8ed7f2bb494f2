using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TaskHub.Tasks;

/// <summary>Under which keys a browser keeps what somebody typed into a field of a task and has not saved.</summary>
internal static class TaskDrafts
{
    /// <summary>The title, wherever it is edited: what is begun on the board can be ended in the panel.</summary>
    public static string Title(long task) => Key("title", task);

    public static string Description(long task) => Key("description", task);

    /// <summary>The name of a subtask.</summary>
    public static string Step(long subtask) => Key("step", subtask);

    /// <summary>The line for the next subtask of a task.</summary>
    public static string NextStep(long task) => Key("steps-of", task);

    /// <summary>Names a text, to tell later whether what stands there is still the one that somebody began from.</summary>
    public static string Mark(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0, 4);

    private static string Key(string what, long id) => string.Create(CultureInfo.InvariantCulture, $"{what}-{id}");
}
