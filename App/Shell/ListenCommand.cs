using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using TaskHub.Webhooks;

namespace TaskHub;

/// <summary>
/// <c>listen</c>: a receiver for trying webhooks, on this machine alone. It prints a line for each request, says whether its signature verifies,
/// and can be told, also while it runs, to answer as receivers on a bad day do.
/// </summary>
public static class ListenCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        // As with the other commands, no environment variable is an answer to an option, but for the secret's own.
        var options = new ConfigurationBuilder().AddCommandLine(args).Build();
        string[] known = ["port", "secret", "answer", "show"];
        var answer = ListenAnswer.Find(options["answer"] ?? ListenAnswer.Ok.Name);
        var secret = options["secret"] ?? Environment.GetEnvironmentVariable(ListenText.SecretVariable);
        var show = options["show"] ?? ListenText.Line;
        if (answer is null || show is not (ListenText.Line or ListenText.Full) || args is [not ['-', '-', ..], ..]
            || options.AsEnumerable().Any(o => !known.Contains(o.Key, StringComparer.OrdinalIgnoreCase)))
        {
            return Refuse(ListenText.Usage);
        }

        if (!int.TryParse(options["port"] ?? "5090", NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > 65_535)
        {
            return Refuse(ListenText.BadPort);
        }

        if (!string.IsNullOrEmpty(secret) && !SignatureCheck.IsSecret(secret))
        {
            return Refuse(ListenText.BadSecret);
        }

        if (string.IsNullOrEmpty(secret) && answer == ListenAnswer.Strict)
        {
            return Refuse(ListenText.NoSecret);
        }

        try
        {
            await ServeAsync(port, new TryReceiver(string.IsNullOrEmpty(secret) ? null : secret, answer, TimeProvider.System, Console.Out, show == ListenText.Full));
            return 0;
        }
        catch (IOException)
        {
            return Refuse(ListenText.PortTaken(port));
        }
    }

    private static async Task ServeAsync(int port, TryReceiver receiver)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}").ConfigureKestrel(server => server.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        await using var app = builder.Build();
        app.Run(context => receiver.ReceiveAsync(context, app.Lifetime.ApplicationStopping));
        await app.StartAsync(app.Lifetime.ApplicationStopping);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        receiver.Greet($"http://localhost:{new Uri(address).Port}/");
        if (!Console.IsInputRedirected)
        {
            new Thread(() => ReadKeys(receiver)) { IsBackground = true }.Start();
        }

        await app.WaitForShutdownAsync(CancellationToken.None);
    }

    private static void ReadKeys(TryReceiver receiver)
    {
        while (true)
        {
            if (ListenAnswer.Find(Console.ReadKey(intercept: true).KeyChar) is { } answer)
            {
                receiver.AnswerWith(answer);
            }
        }
    }

    private static int Refuse(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }
}
