using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using TaskHub.Webhooks;

namespace TaskHub.Tests.Faults;

/// <summary>
/// A <see cref="DeliveryHub"/> as a process of its own, as seen from inside. It does what it is told line by line, and says what it did: what
/// it has acknowledged is committed. Without a line to read it ends, so that none outlives its test.
/// </summary>
internal static class DeliveryProcess
{
    /// <summary>Set in the environment of such a process.</summary>
    public const string Variable = "TASKHUB_FAULT_DELIVERY";

    /// <summary>Serves until it is asked to end, or killed.</summary>
    /// <param name="args">Settings as on a command line, the data folder among them.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        // Heard from the first connection on, armed when the test says so.
        KillSwitch.Arm(Environment.GetEnvironmentVariable(KillSwitch.Variable) ?? $"{KillPoint.Statement} {int.MaxValue}");
        var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
        await using var hub = await DeliveryHub.StartAsync(settings["TaskHub:DataPath"]!, settings.AsEnumerable());
        Say("ready");
        var obeying = Task.Run(() => ObeyAsync(hub));
        await hub.Host.WaitForShutdownAsync();
        Say("stopped");
        return 0;
    }

    private static async Task ObeyAsync(DeliveryHub hub)
    {
        try
        {
            while (await Console.In.ReadLineAsync() is { } line)
            {
                await ObeyAsync(hub, line.Split(' ', 2));
            }
        }
        catch (Exception e) when (hub.Get<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested)
        {
            // What is asked of a hub that ends is not acknowledged.
            Say($"refused {e.Message.ReplaceLineEndings(" ")}");
        }
        catch (Exception e)
        {
            Say($"failed {e}".ReplaceLineEndings(" "));
        }

        hub.Get<IHostApplicationLifetime>().StopApplication();
    }

    private static async Task ObeyAsync(DeliveryHub hub, string[] words)
    {
        switch (words[0])
        {
            case "webhook":
                var parts = words[1].Split(' ');
                Say($"webhook {await hub.AddWebhookAsync(parts[1], Enum.Parse<WebhookFormat>(parts[0]))}");
                break;
            case "arm":
                KillSwitch.Arm(words[1]);
                Say("armed");
                break;
            case "enable":
                await hub.EnableAsync();
                Say("enabled");
                break;
            case "backlog":
                await hub.HoldBacklogAsync(int.Parse(words[1], CultureInfo.InvariantCulture));
                Say("held");
                break;
            case "memory":
                Say(string.Create(CultureInfo.InvariantCulture, $"memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024}"));
                break;
            case "drain":
                Say($"drained {await hub.DrainedAsync()}");
                break;
            case "create":
                var numbers = words[1].Split(' ').Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToList();
                await hub.CreateAsync([numbers[0]], numbers[1]);
                Say(string.Create(CultureInfo.InvariantCulture, $"created {numbers[0]}"));
                break;
            default:
                throw new InvalidOperationException($"Nobody understands: {words[0]}");
        }
    }

    private static void Say(string line) => Console.Out.WriteLine(line);
}
