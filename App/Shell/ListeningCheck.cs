using System.Net;
using System.Net.Sockets;

namespace TaskHub;

/// <summary>
/// Tries where the hub is to listen, before anything else is begun: later the host would tell it in a page of stack traces.
/// </summary>
internal static class ListeningCheck
{
    /// <summary>One line for the first address of <c>Urls</c> on which the hub cannot listen; null when all are free, or the server's own endpoints are set. Port 0 and sockets of files are not tried.</summary>
    public static string? WhyNot(IConfiguration configuration)
    {
        if (configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
        {
            // They stand in the place of Urls.
            return null;
        }

        var urls = configuration["urls"] ?? string.Empty;
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            try
            {
                var address = BindingAddress.Parse(url);
                if (!address.IsUnixPipe && !address.IsNamedPipe && address.Port != 0)
                {
                    using var listener = new TcpListener(Of(address.Host), address.Port);
                    listener.Start();
                }
            }
            catch (Exception e) when (e is SocketException or FormatException or ArgumentException)
            {
                return ShellText.CannotListen(url, e is SocketException ? e.Message : ShellText.NoAddress);
            }
        }

        return null;
    }

    // What is no address listens on all of them, as the server has it.
    private static IPAddress Of(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : IPAddress.TryParse(host, out var address) ? address
        : IPAddress.Any;
}
