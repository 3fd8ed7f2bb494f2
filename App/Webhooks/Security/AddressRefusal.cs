namespace TaskHub.Webhooks.Security;

/// <summary>
/// Why an address was refused: for the operator's log and the metrics only. Whoever typed the url reads
/// <see cref="WebhooksText.AddressNotAllowed"/> for every one of them, so that the answer tells nothing about the network.
/// </summary>
public enum AddressRefusal
{
    None,

    /// <summary>Longer than 2048 characters.</summary>
    Length,

    /// <summary>A blank, a control character, a backslash or anything outside ASCII.</summary>
    Character,

    /// <summary>Not https, or http where that is not allowed.</summary>
    Scheme,

    /// <summary>A user, a percent sign or nothing at all where only a host and a port may stand.</summary>
    Authority,

    /// <summary>A fragment, which is never sent and only confuses parsers.</summary>
    Fragment,

    /// <summary>Not a port number, or one that is not on the list.</summary>
    Port,

    /// <summary>Not the name of a host on the public internet: no dot, a strange label, a number at its end.</summary>
    Name,

    /// <summary>A name of a private or special zone, such as <c>.local</c>.</summary>
    SpecialName,

    /// <summary>The name of this hub itself.</summary>
    OwnName,

    /// <summary>An address literal that is not written in its one plain form.</summary>
    Literal,

    /// <summary>.NET reads the url differently from the way it was checked.</summary>
    Ambiguous,

    /// <summary>An address that is not public.</summary>
    PrivateAddress,

    /// <summary>The metadata address of a cloud, which nothing can open.</summary>
    MetadataAddress,
}
