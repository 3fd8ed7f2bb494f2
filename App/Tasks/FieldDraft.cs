namespace TaskHub.Tasks;

/// <summary>
/// A field that a person is in, while others may change it underneath: what they began from, what they typed, and what stands there now.
/// What is typed is never replaced, and what someone else wrote is never overwritten unasked.
/// </summary>
public sealed class FieldDraft<T>(IEqualityComparer<T>? comparer = null)
{
    private readonly IEqualityComparer<T> comparer = comparer ?? EqualityComparer<T>.Default;

    /// <summary>What the person sees in the field.</summary>
    public T? Mine { get; private set; }

    /// <summary>What stands in the database, as far as this page has heard.</summary>
    public T? Theirs { get; private set; }

    /// <summary>What the field held when the person entered it.</summary>
    public T? Began { get; private set; }

    /// <summary>Who changed it since then.</summary>
    public string? ChangedBy { get; private set; }

    /// <summary>The person is in the field.</summary>
    public bool Open { get; private set; }

    public bool Typed => Open && !comparer.Equals(Mine!, Began!);

    /// <summary>Both changed it, and not to the same.</summary>
    public bool InConflict => Typed && !comparer.Equals(Theirs!, Began!) && !comparer.Equals(Mine!, Theirs!);

    /// <summary>The person enters the field. Entering it again changes nothing.</summary>
    public void Enter()
    {
        if (!Open)
        {
            Open = true;
            Began = Theirs;
            ChangedBy = null;
        }
    }

    /// <summary>The person goes on with a text that began from one which stands there no more: whatever they type is in conflict with what does.</summary>
    /// <param name="by">Who changed it.</param>
    public void EnterLate(string? by)
    {
        (Open, Began, ChangedBy) = (true, default, by);
    }

    /// <summary>The person changes the text.</summary>
    public void Type(T value)
    {
        Enter();
        Mine = value;
    }

    /// <summary>The database now holds <paramref name="value"/>, written by <paramref name="by"/>.</summary>
    public void Hear(T value, string? by)
    {
        var isNew = !comparer.Equals(value, Theirs!);
        Theirs = value;
        if (!Typed)
        {
            Mine = value;
            Began = value;
        }
        else if (isNew)
        {
            ChangedBy = by;
        }
    }

    /// <summary>The person leaves the field: what they typed has been saved, or is given up for what stands there.</summary>
    public void Leave(bool saved)
    {
        Open = false;
        ChangedBy = null;
        if (saved)
        {
            Theirs = Mine;
        }

        Mine = Theirs;
        Began = Theirs;
    }
}
