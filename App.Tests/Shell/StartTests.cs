using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Shell;

/// <summary>A hub that cannot start as it is told to says why in one line; a setting that nobody knows is told too.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task A_port_that_is_taken_is_one_line_and_no_database_is_made()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var (code, output, folder) = await StartAsync($"--urls=http://localhost:{port}");

        Assert.Equal((1, 1), (code, output.Trim().Split('\n').Length));
        Assert.StartsWith($"The hub cannot listen on http://localhost:{port}: ", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Theory]
    [InlineData("--urls=nonsense", "The hub cannot listen on nonsense: ")]
    [InlineData("--urls=http://localhost:99999", "The hub cannot listen on http://localhost:99999: ")]
    [InlineData("--TaskHub:PublicUrl=tasks.example.com", "TaskHub:PublicUrl: must be a url such as https://tasks.example.com, but is \"tasks.example.com\"")]
    [InlineData("--TaskHub:PublicUrl=ftp://tasks.example.com", "TaskHub:PublicUrl: must be a url")]
    public async Task What_is_no_address_is_one_line(string argument, string says)
    {
        var (code, output, _) = await StartAsync(argument);

        Assert.Equal((1, 1), (code, output.Trim().Split('\n').Length));
        Assert.StartsWith(says, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_no_room_asks_for_is_told_and_the_others_are_not()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var (_, output, _) = await StartAsync(
            $"--urls=http://localhost:{((IPEndPoint)taken.LocalEndpoint).Port}", "--TaskHub:Webooks:Timeout=00:00:05", "--TaskHub:Setup:Emial=x", "--TaskHub:Webhooks:AllowedPorts:0=443",
            "--TaskHub:TrustedProxies=10.0.0.0/8", "--TaskHub:Setup:Email=", "--TaskHub:Mail:Port=25", "--TaskHub:Files:MaxMegabytes=5", "--TaskHub:Worksection:RequestsPerSecond=2",
            "--TaskHub:Api:RequestsPerMinute=5", "--TaskHub:Webhooks:StartWithLostKeys=false");

        Assert.Contains("TaskHub:Webooks:Timeout is no setting", output, StringComparison.Ordinal);
        Assert.Contains("TaskHub:Setup:Emial is no setting", output, StringComparison.Ordinal);
        Assert.Equal(2, output.Split("is no setting").Length - 1);
    }

    [Fact]
    public async Task What_a_hub_keeps_is_its_own_users_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await using var hub = new Hub().Start();
        var folder = hub.Services.GetRequiredService<DataFolder>();

        Assert.All(Directory.GetFiles(folder.Path, "taskhub.db*"), file => Assert.Equal("rw-------", Mode(file)));
        Assert.Equal("rwx------", Mode(folder.Keys));
    }

    private static string Mode(string path) =>
        string.Concat("rwxrwxrwx".Select((letter, i) => OperatingSystem.IsWindows() || ((int)File.GetUnixFileMode(path) >> (8 - i) & 1) == 1 ? letter : '-'));

    private static async Task<(int Code, string Output, string Folder)> StartAsync(params string[] arguments)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"taskhub-start-{Guid.NewGuid():N}");
        var (code, output, errors) = await HubCommand.RunAsync([$"--TaskHub:DataPath={folder}", .. arguments]);
        return (code, output + errors, folder);
    }
}
