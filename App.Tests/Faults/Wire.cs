using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TaskHub.Tests.Faults;

/// <summary>The way from a browser to a hub, through which every byte goes: it can be cut and mended, and die without a word before.</summary>
internal sealed class Wire : IDisposable
{
    private readonly ConcurrentDictionary<TcpClient, bool> ends = new();
    private readonly int port = HubProcess.FreePort();
    private readonly int hub;
    private volatile TaskCompletionSource towards = Open(), back = Open();
    private TcpListener? listener;

    /// <param name="hub">The port of the hub.</param>
    public Wire(int hub)
    {
        this.hub = hub;
        Mend();
    }

    /// <summary>Where the browser finds the hub.</summary>
    public string Url => $"http://localhost:{port}/";

    /// <summary>Nothing arrives at the hub any more, though nobody is told: what is sent is lost with the cut that comes.</summary>
    public void Kill() => (towards, back) = (new(), new());

    /// <summary>The hub hears everything, but none of its answers arrives.</summary>
    public void Deafen() => back = new();

    /// <summary>Nobody can connect any more, and who was connected no longer is.</summary>
    public void Cut()
    {
        listener?.Dispose();
        listener = null;
        foreach (var end in ends.Keys)
        {
            end.Client?.Close(0);
        }
    }

    public void Mend()
    {
        (towards, back) = (Open(), Open());
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        _ = AcceptAsync(listener);
    }

    public void Dispose() => Cut();

    private async Task AcceptAsync(TcpListener open)
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await open.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was cut.
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        (ends[near], ends[far]) = (true, true);
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, hub);
            var (one, other) = (near.GetStream(), far.GetStream());
            await Task.WhenAny(PassAsync(one, other, () => towards), PassAsync(other, one, () => back));
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The hub is away, or it was cut.
        }

        ends.TryRemove(near, out _);
        ends.TryRemove(far, out _);
        near.Dispose();
    }

    private static async Task PassAsync(NetworkStream from, NetworkStream to, Func<TaskCompletionSource> gate)
    {
        var bytes = new byte[16 * 1024];
        while (await from.ReadAsync(bytes) is > 0 and var read)
        {
            await gate().Task;
            await to.WriteAsync(bytes.AsMemory(0, read));
        }
    }

    private static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }
}
