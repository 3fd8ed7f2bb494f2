using TaskHub.Webhooks;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Security;

public sealed class WebhookAddressTests
{
    private static readonly WebhookOptions Development = Guards.OnLoopback;

    [Fact]
    public void Every_verdict_of_the_list_is_kept()
    {
        var address = Guards.Address(Guards.Published);

        var wrong = HostileLists.Urls().Where(line => (address.Judge(line.Url, out _) == AddressRefusal.None) != line.IsGood).ToList();

        Assert.Empty(wrong);
        Assert.Equal(116, HostileLists.Urls().Count());
    }

    [Theory]
    [InlineData("https://example.com:/", AddressRefusal.Port)]
    [InlineData("https://example.com:99999/", AddressRefusal.Port)]
    [InlineData("https://[2606:4700:4700::1111]:8080/", AddressRefusal.Port)]
    [InlineData("https://[2606:4700:4700::1111]x/", AddressRefusal.Port)]
    [InlineData("https://[::ffff:808:808]/", AddressRefusal.Literal)]
    [InlineData("https://8.8.8.8./", AddressRefusal.Literal)]
    [InlineData("https://hub.example.org/", AddressRefusal.OwnName)]
    [InlineData("https://HUB.example.org./hook", AddressRefusal.OwnName)]
    [InlineData("https://other.hub.example.org/", AddressRefusal.None)]
    [InlineData("https://example.com?q=https://127.0.0.1", AddressRefusal.None)]
    [InlineData("HTTPS://Example.com/Hook", AddressRefusal.None)]
    [InlineData("", AddressRefusal.Length)]
    [InlineData(null, AddressRefusal.Length)]
    public void What_the_list_leaves_out(string? url, AddressRefusal expected)
    {
        var address = Guards.Address(Guards.Published, publicUrl: "https://hub.example.org");

        Assert.Equal(expected, address.Judge(url, out var parsed));
        Assert.Equal(expected == AddressRefusal.None, parsed is not null);
    }

    [Fact]
    public void A_url_of_2048_characters_is_the_longest()
    {
        var longest = "https://example.com/".PadRight(WebhookAddress.MaxLength, 'a');

        Assert.Equal(AddressRefusal.None, Guards.Address(Guards.Published).Judge(longest, out _));
        Assert.Equal(AddressRefusal.Length, Guards.Address(Guards.Published).Judge(longest + "a", out _));
    }

    [Theory]
    [InlineData("http://localhost:9000/hook")]
    [InlineData("http://localhost./hook")]
    [InlineData("http://LOCALHOST/hook")]
    [InlineData("http://127.0.0.1:9000/hook")]
    [InlineData("http://127.1.2.3:1/hook")]
    [InlineData("http://[::1]:9000/hook")]
    [InlineData("https://[0:0:0:0:0:0:0:1]:9000/hook")]
    [InlineData("http://example.com/hook")]
    [InlineData("http://example.com:8443/hook")]
    public void A_development_machine_may_call_itself_on_any_port(string url) =>
        Assert.Equal(AddressRefusal.None, Guards.Address(Development).Judge(url, out _));

    [Theory]
    [InlineData("http://example.com:9000/hook", AddressRefusal.Port)]
    [InlineData("http://8.8.8.8:9000/hook", AddressRefusal.Port)]
    [InlineData("http://127.1:9000/", AddressRefusal.Literal)]
    [InlineData("http://0x7f000001/", AddressRefusal.Literal)]
    [InlineData("http://10.0.0.1/", AddressRefusal.PrivateAddress)]
    [InlineData("http://169.254.169.254/", AddressRefusal.MetadataAddress)]
    [InlineData("http://sub.localhost/", AddressRefusal.SpecialName)]
    [InlineData("http://user@localhost/", AddressRefusal.Authority)]
    public void And_yet_not_everything(string url, AddressRefusal expected) =>
        Assert.Equal(expected, Guards.Address(Development).Judge(url, out _));

    [Fact]
    public void Localhost_is_closed_while_loopback_is() =>
        Assert.NotEqual(AddressRefusal.None, Guards.Address(Guards.Opened("10.0.0.0/8")).Judge("http://localhost/", out _));

    [Fact]
    public void Plain_http_is_closed_unless_the_operator_opens_it() =>
        Assert.Equal(AddressRefusal.Scheme, Guards.Address(Guards.Published).Judge("http://example.com/", out _));
}
