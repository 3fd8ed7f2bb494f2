using System.Net;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Security;

public sealed class AddressPolicyTests
{
    [Fact]
    public void Every_verdict_of_the_list_is_kept()
    {
        var policy = Guards.Policy(Guards.Published);

        var wrong = HostileLists.Addresses()
            .Where(line => (policy.Judge(IPAddress.Parse(line.Address)) == AddressRefusal.None) != line.IsGood).ToList();

        Assert.Empty(wrong);
        Assert.Equal(47, HostileLists.Addresses().Count());
    }

    [Theory]
    [InlineData("10.1.2.3", AddressRefusal.None)]
    [InlineData("::ffff:10.1.2.3", AddressRefusal.None)]
    [InlineData("fd00::1", AddressRefusal.None)]
    [InlineData("192.168.1.1", AddressRefusal.PrivateAddress)]
    [InlineData("fe80::1", AddressRefusal.PrivateAddress)]
    public void Only_the_networks_that_the_operator_opened_are_open(string address, AddressRefusal expected) =>
        Assert.Equal(expected, Guards.Policy(Guards.Opened("10.0.0.0/8", "fd00::/8")).Judge(IPAddress.Parse(address)));

    [Theory, Trait(Behaviours.Number, "24")]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.170.2")]
    [InlineData("169.254.170.23")]
    [InlineData("100.100.100.200")]
    [InlineData("192.0.0.192")]
    [InlineData("168.63.129.16")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fd20:ce::254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::169.254.169.254")]
    [InlineData("::ffff:0:169.254.169.254")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("64:ff9b:1::169.254.169.254")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("64:ff9b:1:a9fe:a9:fe00::")]
    [InlineData("64:ff9b:1:a9:fe:a9fe::")]
    [InlineData("64:ff9b:1::a9:fea9:fe00:0")]
    [InlineData("2001:0:1:2:3:4:5601:5601")]
    public void Nothing_opens_the_metadata_of_a_cloud(string address) =>
        Assert.Equal(AddressRefusal.MetadataAddress, Guards.Policy(Guards.Opened("0.0.0.0/0", "::/0")).Judge(IPAddress.Parse(address)));
}
