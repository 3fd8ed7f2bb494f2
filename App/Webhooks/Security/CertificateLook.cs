using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace TaskHub.Webhooks.Security;

/// <summary>
/// What a receiver showed in a handshake: whether the hub trusts it and until when. Of names only whether one of them is the host's, because a
/// certificate may list machines that are nobody's business.
/// </summary>
/// <param name="Error">Why no certificate was seen, or <see cref="AttemptError.Tls"/> when it does not hold.</param>
public sealed record CertificateLook(AttemptError Error)
{
    /// <summary>Whether a certificate was shown at all.</summary>
    public bool IsShown { get; init; }

    public DateTimeOffset? NotBefore { get; init; }
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>Who signed it, by its common name.</summary>
    public string? Issuer { get; init; }

    /// <summary>Whether it was made for another host.</summary>
    public bool IsForAnotherHost { get; init; }

    /// <summary>Whether its receiver signed it itself.</summary>
    public bool IsSelfSigned { get; init; }

    /// <summary>Whether a link between it and an authority that the hub trusts is missing.</summary>
    public bool IsChainBroken { get; init; }

    /// <summary>The version of TLS, such as 1.3.</summary>
    public string? Protocol { get; init; }

    /// <summary>Reads what a handshake showed; what is wrong with it is in <paramref name="errors"/>.</summary>
    internal static CertificateLook Of(X509Certificate2 shown, X509Chain? chain, SslPolicyErrors errors) => new(errors == SslPolicyErrors.None ? AttemptError.None : AttemptError.Tls)
    {
        IsShown = true,
        NotBefore = new DateTimeOffset(shown.NotBefore.ToUniversalTime()),
        NotAfter = new DateTimeOffset(shown.NotAfter.ToUniversalTime()),
        Issuer = shown.GetNameInfo(X509NameType.SimpleName, forIssuer: true),
        IsForAnotherHost = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch),
        IsSelfSigned = shown.SubjectName.RawData.AsSpan().SequenceEqual(shown.IssuerName.RawData),
        IsChainBroken = chain?.ChainStatus.Any(s => s.Status is X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.UntrustedRoot) == true,
    };

    internal static string? NameOf(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls12 => "1.2",
        SslProtocols.Tls13 => "1.3",
        _ => null,
    };
}
