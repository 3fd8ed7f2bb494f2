using System.Buffers;
using System.Globalization;
using System.Net;

namespace TaskHub.Webhooks.Security;

/// <summary>What may stand as the host of a url: an address in its one plain form, or a name of the public internet.</summary>
internal static class HostNames
{
    private static readonly SearchValues<char> LabelCharacters =
        SearchValues.Create("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> IPv6Characters = SearchValues.Create("0123456789abcdefABCDEF:.");

    // The special-use registry, what routers and office networks use in practice, and the zones of orchestrators.
    private static readonly string[] SpecialZones =
    [
        "localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "localdomain", "arpa",
        "onion", "alt", "test", "invalid", "example", "svc", "consul", "cluster.local",
    ];

    /// <summary><c>localhost</c> itself, with or without the dot at its end; the zone below it is not meant.</summary>
    public static bool IsLocalhost(ReadOnlySpan<char> host) =>
        TrimRoot(host).Equals("localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Reads an address literal. <c>false</c> when the host is one that is not written plainly;
    /// <c>true</c> with <c>null</c> when it is a name.
    /// </summary>
    public static bool TryReadLiteral(ReadOnlySpan<char> host, out IPAddress? address)
    {
        address = null;
        if (host.StartsWith('['))
        {
            // A mapped address has a plain form of its own, and a scope names an interface of this machine.
            return host.Length > 2 && !host[1..^1].ContainsAnyExcept(IPv6Characters)
                && IPAddress.TryParse(host[1..^1], out address) && address is { ScopeId: 0, IsIPv4MappedToIPv6: false };
        }

        // A last label that begins with a digit is no name of the public internet, and resolvers read it as an address.
        var label = TrimRoot(host);
        label = label[(label.LastIndexOf('.') + 1)..];
        return label.IsEmpty || !char.IsAsciiDigit(label[0]) || TryReadIPv4(host, out address);
    }

    /// <summary>Judges a name that is no address.</summary>
    public static AddressRefusal Judge(ReadOnlySpan<char> host)
    {
        var name = TrimRoot(host);
        if (name.Length > 253 || !name.Contains('.'))
        {
            return AddressRefusal.Name;
        }

        foreach (var range in name.Split('.'))
        {
            var label = name[range];
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-' || label.ContainsAnyExcept(LabelCharacters))
            {
                return AddressRefusal.Name;
            }
        }

        return IsSpecial(name) ? AddressRefusal.SpecialName : AddressRefusal.None;
    }

    /// <summary>The name without the dot that stands for the root.</summary>
    public static ReadOnlySpan<char> TrimRoot(ReadOnlySpan<char> host) => host.EndsWith('.') ? host[..^1] : host;

    private static bool IsSpecial(ReadOnlySpan<char> name)
    {
        foreach (var zone in SpecialZones)
        {
            if (name.EndsWith(zone, StringComparison.OrdinalIgnoreCase)
                && (name.Length == zone.Length || name[^(zone.Length + 1)] == '.'))
            {
                return true;
            }
        }

        return false;
    }

    // Four decimal numbers without leading zeros and nothing else: no octal, no hexadecimal, no missing parts.
    private static bool TryReadIPv4(ReadOnlySpan<char> host, out IPAddress? address)
    {
        address = null;
        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        foreach (var range in host.Split('.'))
        {
            var part = host[range];
            if (count == 4 || part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0')
                || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out bytes[count]))
            {
                return false;
            }

            count++;
        }

        address = count == 4 ? new IPAddress(bytes) : null;
        return count == 4;
    }
}
