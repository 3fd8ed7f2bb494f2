namespace TaskHub.Api;

/// <summary>
/// A request that cannot be understood, thrown where it is read so that endpoints need not ask after every field. The API turns it into a
/// problem that names the field.
/// </summary>
public sealed class BadField(string field, string message, int status = StatusCodes.Status400BadRequest)
    : BadHttpRequestException(message, status)
{
    public string Field { get; } = field;
}
