namespace TaskHub.Tests.Architecture;

/// <summary>A forbidden acquaintance, in words.</summary>
internal sealed record Trespass(string From, string To, string Where)
{
    public override string ToString() => $"{From} may not know {To} (seen in {Where})";
}

/// <summary>
/// Who may know whom. A room is a namespace below <paramref name="root"/>; the namespace itself, and Shell below it, is the shell, which may
/// know every room and which none may know.
/// </summary>
/// <param name="root">The namespace whose children are the rooms.</param>
/// <param name="isEntity">Whether a type belongs to the map of the tables: Data may know it, wherever it stands.</param>
internal sealed class Rooms(string root, Func<Type, bool> isEntity)
{
    private const string Shell = "the shell";
    private const string Data = "Data";

    private static readonly string[] Same = ["Identity", "Events", "Data", "Ui", "Live", "Api"];

    // Whatever is not listed is forbidden.
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Live"] = [],
        ["Jobs"] = [],
        ["Ui"] = [],
        // docs/decisions/0006-a-room-for-configuration.md
        ["Configuration"] = [],
        // docs/decisions/0007-our-own-metrics-text.md
        ["Telemetry"] = ["Configuration"],
        // docs/decisions/0010-a-backup-is-one-file.md. Identity, for its results.
        ["Backup"] = ["Data", "Identity"],
        [Data] = [],
        ["Identity"] = ["Data", "Ui", "Configuration"],
        ["Api"] = ["Identity", "Configuration"],
        ["Events"] = ["Data", "Live", "Identity"],
        ["Organizations"] = ["Configuration", .. Same],
        ["Projects"] = ["Organizations", .. Same],
        ["Tasks"] = ["Projects", "Organizations", "Configuration", .. Same],
        ["Comments"] = ["Tasks", "Organizations", .. Same],
        ["Activity"] = ["Organizations", .. Same],
        ["Webhooks"] = ["Organizations", "Jobs", "Configuration", .. Same],
        // docs/decisions/0013-worksections-api.md. Identity for the Actor and the key, Events for the payloads that verbs answer, Organizations
        // for who the members are, Ui for Markdown.
        ["Worksection"] = ["Projects", "Tasks", "Comments", "Webhooks", "Api", "Identity", "Events", "Organizations", "Ui", "Configuration"],
    };

    // What one room alone may know of the packages, because it is the door to it.
    private static readonly Dictionary<string, string> Doors = new()
    {
        ["Microsoft.Data.Sqlite"] = Data,
        ["Microsoft.EntityFrameworkCore.Sqlite"] = Data,
        ["Quartz"] = "Jobs",
        ["MailKit"] = "Identity",
    };

    public IEnumerable<Trespass> Trespasses(IEnumerable<TypeUse> uses) => uses.Select(Judge).OfType<Trespass>().Distinct();

    /// <summary>Rooms that the table does not list.</summary>
    public IEnumerable<string> Unlisted(IEnumerable<Type> types) =>
        types.Select(RoomOf).OfType<string>().Where(room => room != Shell && !MayKnow.ContainsKey(room)).Distinct();

    private Trespass? Judge(TypeUse use)
    {
        var from = RoomOf(use.From);
        if (from is null)
        {
            return null;
        }

        var to = RoomOf(TypeUses.Outermost(use.To));
        var allowed = to is null ? Doors.GetValueOrDefault(use.To.Assembly.GetName().Name!, from) == from : MayMeet(from, to, use.To);
        return allowed ? null : new(from, use.To.FullName!, use.Where);
    }

    private bool MayMeet(string from, string to, Type type)
    {
        if (from == to)
        {
            return true;
        }

        if (from == Data)
        {
            return isEntity(type);
        }

        var isInSubRoom = to != Shell && Namespace(type) != $"{root}.{to}";
        return !isInSubRoom && (from == Shell || MayKnow.GetValueOrDefault(from, []).Contains(to));
    }

    private string? RoomOf(Type type)
    {
        var name = Namespace(type);
        if (name == root || (name.Length == 0 && type.Name == "Program"))
        {
            return Shell;
        }

        if (!name.StartsWith(root + ".", StringComparison.Ordinal))
        {
            return null;
        }

        var room = name[(root.Length + 1)..].Split('.')[0];
        return room == "Shell" ? Shell : room;
    }

    private static string Namespace(Type type) => TypeUses.Outermost(type).Namespace ?? "";
}
