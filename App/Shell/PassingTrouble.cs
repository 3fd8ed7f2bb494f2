using TaskHub.Api;
using TaskHub.Data;

namespace TaskHub;

/// <summary>
/// A database that another program has locked, or a disk that is full, is not the caller's fault and may soon be over: the API says so with 503,
/// and nothing of the change was saved.
/// </summary>
internal static partial class PassingTrouble
{
    private const string Soon = "5";

    /// <summary>Call it after the gate of the API, which turns what is left into 500.</summary>
    public static void UsePassingTrouble(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(PassingTrouble).FullName!);
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception e) when (e.IsPassing() && !context.Response.HasStarted && context.Request.Path.StartsWithSegments("/api"))
            {
                LogTrouble(log, context.Request.Method, context.Request.Path, e);
                context.Response.Headers.RetryAfter = Soon;
                await Problem.Of(StatusCodes.Status503ServiceUnavailable, ShellText.Busy).ExecuteAsync(context);
            }
        });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} could not be saved now")]
    private static partial void LogTrouble(ILogger log, string method, string path, Exception exception);
}
