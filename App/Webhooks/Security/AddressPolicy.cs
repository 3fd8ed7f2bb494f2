using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace TaskHub.Webhooks.Security;

/// <summary>
/// Which addresses the hub may connect to: the public ones and those that the operator opened, and never the metadata
/// service of a cloud. IPv4 is a deny list of the special-purpose registry, IPv6 an allow list of what is handed out at all.
/// </summary>
public sealed class AddressPolicy(IOptions<WebhookOptions> options)
{
    /// <summary>Called with the reason whenever an url or an address was refused; quick.</summary>
    public event Action<AddressRefusal>? Refused;

    private static readonly IPNetwork[] NotPublic4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32");

    private static readonly IPNetwork Unicast6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] NotPublic6 = Networks(
        "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

    private static readonly HashSet<IPAddress> Metadata =
    [
        .. new[]
        {
            "169.254.169.254", "169.254.170.2", "169.254.170.23", "100.100.100.200", "192.0.0.192", "168.63.129.16",
            "fd00:ec2::254", "fd20:ce::254",
        }.Select(IPAddress.Parse),
    ];

    // IPv6 ranges that carry an IPv4 address, and the bytes in which it stands: they must not become a way to the metadata. The local range
    // of NAT64 can be cut in four ways (RFC 6052), and Teredo writes the address with all bits turned.
    private static readonly (IPNetwork Network, int[] Bytes, byte Turned)[] Embedding =
    [
        (IPNetwork.Parse("::/96"), [12, 13, 14, 15], 0), (IPNetwork.Parse("::ffff:0:0:0/96"), [12, 13, 14, 15], 0),
        (IPNetwork.Parse("64:ff9b::/96"), [12, 13, 14, 15], 0), (IPNetwork.Parse("64:ff9b:1::/48"), [12, 13, 14, 15], 0),
        (IPNetwork.Parse("64:ff9b:1::/48"), [6, 7, 9, 10], 0), (IPNetwork.Parse("64:ff9b:1::/48"), [7, 9, 10, 11], 0),
        (IPNetwork.Parse("64:ff9b:1::/48"), [9, 10, 11, 12], 0), (IPNetwork.Parse("2002::/16"), [2, 3, 4, 5], 0),
        (IPNetwork.Parse("2001::/32"), [12, 13, 14, 15], 0xFF),
    ];

    private readonly IReadOnlyList<IPNetwork> opened = options.Value.AllowedNetworks;

    /// <summary>Tells those who count that something was refused.</summary>
    internal void Report(AddressRefusal refusal) => Refused?.Invoke(refusal);

    /// <summary>Judges one address; an IPv4 address mapped into IPv6 is judged as the IPv4 address that it is.</summary>
    public AddressRefusal Judge(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily == AddressFamily.InterNetworkV6 && plain.ScopeId != 0)
        {
            return AddressRefusal.PrivateAddress;
        }

        if (Metadata.Contains(plain) || CarriesMetadata(plain))
        {
            return AddressRefusal.MetadataAddress;
        }

        return IsOpened(plain) || IsPublic(plain) ? AddressRefusal.None : AddressRefusal.PrivateAddress;
    }

    /// <summary>Whether the operator opened the network of this address, so that every port of it may be used.</summary>
    public bool IsOpened(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Contains(opened, plain);
    }

    private static bool IsPublic(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !Contains(NotPublic4, address),
        AddressFamily.InterNetworkV6 => Unicast6.Contains(address) && !Contains(NotPublic6, address),
        _ => false,
    };

    private static bool CarriesMetadata(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || !address.TryWriteBytes(bytes, out _))
        {
            return false;
        }

        Span<byte> carried = stackalloc byte[4];
        foreach (var (network, at, turned) in Embedding)
        {
            for (var i = 0; i < carried.Length; i++)
            {
                carried[i] = (byte)(bytes[at[i]] ^ turned);
            }

            if (network.Contains(address) && Metadata.Contains(new IPAddress(carried)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contains(IReadOnlyList<IPNetwork> networks, IPAddress address)
    {
        for (var i = 0; i < networks.Count; i++)
        {
            if (networks[i].Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(n => IPNetwork.Parse(n))];
}
