namespace TaskHub.Api;

/// <summary>
/// A request that cannot be understood, thrown where it is read so that endpoints need not ask after every field. The API turns it into a
/// problem that names the fields.
/// </summary>
public sealed class BadField : BadHttpRequestException
{
    public BadField(string field, string message, int status = StatusCodes.Status400BadRequest)
        : base(message, status) => Errors = new Dictionary<string, string[]> { [field] = [message] };

    public BadField(IReadOnlyDictionary<string, string[]> errors)
        : base(string.Join("; ", errors.Values.SelectMany(m => m)), StatusCodes.Status400BadRequest) => Errors = errors;

    /// <summary>Messages by field.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; }

    /// <summary>
    /// Refuses names that an endpoint does not have: one that is misspelled would be taken for one that is left out.
    /// </summary>
    public static void RefuseOthers(IEnumerable<string> given, Func<string, bool> isKnown)
    {
        var unknown = given.Where(name => !isKnown(name)).Distinct().ToDictionary(name => name, name => new[] { ApiText.UnknownField(name) });
        if (unknown.Count > 0)
        {
            throw new BadField(unknown);
        }
    }
}
