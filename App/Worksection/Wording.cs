namespace TaskHub.Worksection;

/// <summary>The text of a task or a comment: what was written, a line for each <c>todo</c>, and whom it mentions, by name as Worksection does.</summary>
internal static class Wording
{
    // Each would be lost without a word, and one would show everybody what was meant for a few.
    private static readonly string[] Refused = ["hidden", "attach", "files"];

    public static string Of(Parameters given, Roster roster)
    {
        var text = given.Text("text") ?? "";
        var todo = given.Items("todo").Select(item => $"- {item.Trim()}");
        var mentioned = given.List("mention").Select(email => (roster.ByEmail(email) ?? throw Refusal.Email("mention")).Person.Name);
        string[] parts = [text, string.Join('\n', todo), string.Join(", ", mentioned)];
        return Shapes.Cut(string.Join("\n\n", parts.Where(part => part.Length > 0)), Limits.Text);
    }

    /// <param name="given">What is given.</param>
    /// <param name="more">What cannot be kept there besides what cannot be kept anywhere.</param>
    /// <exception cref="Refusal">Something is given that this hub cannot keep.</exception>
    public static void NotTaken(Parameters given, params string[] more)
    {
        if (Refused.Concat(more).FirstOrDefault(given.Has) is { } name)
        {
            throw Refusal.NotSupported(name);
        }
    }
}
