namespace TaskHub.Webhooks.Security;

/// <summary>
/// The host name under which the hub itself is reached. A webhook that calls the hub back would let one change cause the next
/// for ever, so the name is refused; on a development machine, where it is <c>localhost</c>, it is not.
/// </summary>
public sealed class OwnHost(IConfiguration configuration)
{
    private readonly string? name =
        Uri.TryCreate(configuration["TaskHub:PublicUrl"], UriKind.Absolute, out var url) ? url.IdnHost.TrimEnd('.') : null;

    /// <summary>Whether a host of a url is this hub.</summary>
    public bool Is(ReadOnlySpan<char> host) =>
        name is not null && HostNames.TrimRoot(host).Equals(name, StringComparison.OrdinalIgnoreCase);
}
