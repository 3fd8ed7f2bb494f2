using System.Data.Common;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub;

/// <summary>
/// <c>two-factor-off --email E</c>: lets somebody sign in with the password alone who has lost the second factor. It works beside a running hub. What
/// goes wrong is one line on the error stream and exit code 1.
/// </summary>
public static class SecondFactorCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (new ConfigurationBuilder().AddCommandLine(args).Build()["email"] is not { } email)
        {
            return Refuse(CommandsText.SecondFactorUsage);
        }

        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddDataBesideTheHub();
        builder.Services.AddAuditClock();
        builder.Services.AddSingleton<LiftSecondFactor>();
        await using var app = builder.Build();
        try
        {
            if (await BesideTheHub.WhyNotAsync(app.Services, CancellationToken.None) is { } problem)
            {
                return Refuse(problem);
            }

            var lifted = await app.Services.GetRequiredService<LiftSecondFactor>().RunAsync(email, CancellationToken.None);
            if (!lifted.Ok)
            {
                return Refuse(lifted.Failure.Message);
            }

            Console.WriteLine(CommandsText.SecondFactorOff(email.Trim()));
            return 0;
        }
        catch (DbException e)
        {
            return Refuse($"The database did not answer: {e.Message}");
        }
    }

    private static int Refuse(string message)
    {
        Console.Error.WriteLine(message.ReplaceLineEndings(" "));
        return 1;
    }
}
