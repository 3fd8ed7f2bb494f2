namespace TaskHub.Identity;

/// <summary>A field of a change: given, perhaps as null, or left as it is. A plain value converts to a given one.</summary>
public readonly record struct Given<T>
{
    internal Given(T value)
    {
        Value = value;
        IsGiven = true;
    }

    public bool IsGiven { get; }

    /// <summary>The value; the type's default when nothing was given.</summary>
    public T? Value { get; }

    /// <summary>The given value, else <paramref name="current"/>.</summary>
    public T Or(T current) => IsGiven ? Value! : current;

    public static implicit operator Given<T>(T value) => new(value);
}

public static class Given
{
    /// <summary>For interfaces, which no conversion reaches.</summary>
    public static Given<T> Of<T>(T value) => new(value);
}
