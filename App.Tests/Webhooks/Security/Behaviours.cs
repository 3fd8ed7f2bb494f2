using System.Reflection;

namespace TaskHub.Tests.Webhooks.Security;

/// <summary>
/// The 24 behaviours of a sender that nobody can turn against the network it stands in. The tests of each carry its number:
/// <c>dotnet test --filter "Behaviour=07"</c>.
/// </summary>
public sealed class Behaviours
{
    public const string Number = "Behaviour";

    private static readonly string[] InOrder =
    [
        "01 the name service fails", "02 the name has no address", "03 the name service never answers", "04 public and private addresses mixed",
        "05 a private second record", "06 a private IPv6 address beside a public IPv4 one", "07 the name turns inside between two attempts",
        "08 the name turns inside between save and send", "09 a chain of aliases that ends inside", "10 a proxy in the environment",
        "11 redirects of every kind", "12 an offer of HTTP/3", "13 headers by drips", "14 a body by drips", "15 headers of 200 KB",
        "16 a body of 5 MB", "17 a bomb of gzip", "18 cookies", "19 four bad ways to speak TLS", "20 connections that are cut or stall",
        "21 line breaks in whatever an administrator types", "22 every way to a request passes the guard", "23 every refusal reads the same",
        "24 an opened network does not open the metadata",
    ];

    [Fact]
    public void Each_of_the_24_has_its_tests()
    {
        var tested = typeof(Behaviours).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .SelectMany(method => method.GetCustomAttributes<TraitAttribute>())
            .Where(trait => trait.Name == Number).Select(trait => trait.Value).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(InOrder.Select(words => words[..2]), tested);
        Assert.Equal(24, InOrder.Length);
    }
}
