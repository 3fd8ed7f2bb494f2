using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;

namespace TaskHub;

/// <summary>What a reader sees when something broke, with a reference by which the operator finds it in the log.</summary>
public sealed partial class ErrorPage(ILogger<ErrorPage> log)
{
    private readonly ILogger<ErrorPage> log = log;

    // Always there: the page is static.
    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    // The framework writes down what broke, and not in which request.
    protected override void OnInitialized()
    {
        if (HttpContext.Features.Get<IExceptionHandlerPathFeature>() is { } failed)
        {
            Failed(HttpContext.Request.Method, failed.Path, HttpContext.TraceIdentifier);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed (request {Request})")]
    private partial void Failed(string method, string path, string request);
}
