using System.Net;
using Microsoft.Extensions.Configuration;
using TaskHub.Configuration;
using TaskHub.Webhooks;

namespace TaskHub.Tests.Webhooks;

public sealed class WebhookOptionsTests
{
    [Fact]
    public void A_published_hub_sends_to_public_addresses_over_https()
    {
        var options = Read(isDevelopment: false);

        Assert.Equal((TimeSpan.FromSeconds(5), 10, 30), (options.Timeout, options.DisableAfter, options.RetentionDays));
        Assert.Equal(["00:00:05", "00:00:30", "00:02:00", "00:10:00", "00:30:00", "01:00:00", "02:00:00", "04:00:00", "08:00:00"],
            options.RetrySchedule.Select(t => t.ToString()));
        Assert.False(options.AllowHttp);
        Assert.Empty(options.AllowedNetworks);
        Assert.Equal([443, 8443], options.AllowedPorts);
    }

    [Fact]
    public void A_development_machine_may_call_itself()
    {
        var options = Read(isDevelopment: true);

        Assert.True(options.AllowHttp);
        Assert.Equal(["127.0.0.0/8", "::1/128"], options.AllowedNetworks.Select(n => n.ToString()));
        Assert.Contains(80, options.AllowedPorts);
    }

    [Fact]
    public void A_list_is_one_value_or_indexed_keys()
    {
        var one = Read(false, [("RetrySchedule", "00:00:01, 1.00:00:00"), ("AllowedPorts", "9000,9001")]);
        var many = Read(false, [("RetrySchedule:0", "00:00:01"), ("RetrySchedule:1", "1.00:00:00"), ("AllowedPorts:0", "9000"), ("AllowedPorts:1", "9001")]);

        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)], one.RetrySchedule);
        Assert.Equal([9000, 9001], one.AllowedPorts);
        Assert.Equal(one.RetrySchedule, many.RetrySchedule);
        Assert.Equal(one.AllowedPorts, many.AllowedPorts);
    }

    [Fact]
    public void The_last_source_that_mentions_a_list_gives_all_of_it()
    {
        var indexed = Read(true, [("AllowedNetworks", "10.0.0.0/8,172.16.0.0/12")], [("AllowedNetworks:0", "192.168.0.0/16")]);
        var value = Read(true, [("AllowedPorts:0", "1"), ("AllowedPorts:1", "2")], [("AllowedPorts", "3")]);
        var shorter = Read(true, [("AllowedPorts:0", "1"), ("AllowedPorts:1", "2")], [("AllowedPorts:0", "3")]);
        var nothing = Read(true, [("AllowedNetworks", "10.0.0.0/8")], [("AllowedNetworks", "")]);

        Assert.Equal([IPNetwork.Parse("192.168.0.0/16")], indexed.AllowedNetworks);
        Assert.Equal([3], value.AllowedPorts);
        Assert.Equal([3], shorter.AllowedPorts);
        Assert.Empty(nothing.AllowedNetworks);
    }

    [Fact]
    public void A_network_written_by_one_of_its_addresses_is_the_whole_network() =>
        Assert.True(Read(false, [("AllowedNetworks", "10.0.0.1/8")]).AllowedNetworks[0].Contains(IPAddress.Parse("10.9.9.9")));

    [Theory]
    [InlineData("Timeout", "5", "must be a time from 00:00:00.0010000 to 01:00:00, written like 00:00:05")]
    [InlineData("Timeout", "00:00:00", "must be a time from 00:00:00.0010000 to 01:00:00, written like 00:00:05")]
    [InlineData("DisableAfter", "x", "must be a whole number of at least 1")]
    [InlineData("DisableAfter", "0", "must be a whole number of at least 1")]
    [InlineData("DisableAfter", "1.5", "must be a whole number of at least 1")]
    [InlineData("RetrySchedule", "-00:00:05", "must be a time from 00:00:00 to 30.00:00:00, written like 00:00:05")]
    [InlineData("RetrySchedule", "00:00:05,", "has an empty item")]
    [InlineData("AllowHttp", "yes", "must be true or false")]
    [InlineData("AllowedNetworks", "10.0.0.0/33", "must be networks such as 10.0.0.0/8 or fd00::/8")]
    [InlineData("AllowedNetworks", "10.0.0.0", "must be networks such as 10.0.0.0/8 or fd00::/8")]
    [InlineData("AllowedPorts", "0", "must be ports from 1 to 65535")]
    [InlineData("AllowedPorts", "+443", "must be ports from 1 to 65535")]
    [InlineData("RetentionDays", "-1", "must be a whole number from 1 to 36500")]
    public void A_bad_value_is_named_by_its_full_key(string name, string value, string problem)
    {
        var thrown = Assert.Throws<ConfigurationException>(() => Read(false, [(name, value)]));

        Assert.Equal($"TaskHub:Webhooks:{name}: {problem}, but is \"{value}\"", thrown.Message);
    }

    [Fact]
    public void A_line_break_in_a_bad_value_does_not_make_two_lines() =>
        Assert.DoesNotContain('\n', Assert.Throws<ConfigurationException>(() => Read(false, [("DisableAfter", "1\n2")])).Message);

    private static WebhookOptions Read(bool isDevelopment, params (string Name, string Value)[][] sources)
    {
        var builder = new ConfigurationBuilder();
        foreach (var source in sources)
        {
            builder.AddInMemoryCollection(source.Select(s => KeyValuePair.Create($"TaskHub:Webhooks:{s.Name}", (string?)s.Value)));
        }

        var options = new WebhookOptions();
        options.Read(builder.Build(), isDevelopment);
        return options;
    }
}
