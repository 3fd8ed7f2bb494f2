namespace TaskHub.Identity;

/// <summary>Collects what does not validate, so that a person hears all of it at once. Fields carry the API's snake_case names.</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, string[]> errors = [];

    public bool Any => errors.Count > 0;

    public void Add(string field, string message) =>
        errors[field] = errors.TryGetValue(field, out var before) ? [.. before, message] : [message];

    /// <summary>Adds <paramref name="message"/> when <paramref name="wrong"/>.</summary>
    public void AddIf(bool wrong, string field, string message)
    {
        if (wrong)
        {
            Add(field, message);
        }
    }

    public Failure ToFailure() => Failure.Invalid(errors);
}
