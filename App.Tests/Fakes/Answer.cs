using Microsoft.AspNetCore.Http;

namespace TaskHub.Tests.Fakes;

/// <summary>What a receiver answers.</summary>
public sealed record Answer
{
    /// <summary>200 and no body.</summary>
    public static readonly Answer Ok = new();

    /// <summary>What Worksection's format calls a success.</summary>
    public static readonly Answer WorksectionOk = new() { Body = """{"status":"OK"}""" };

    /// <summary>The connection is cut before any answer.</summary>
    public static readonly Answer Cut = new() { Writes = context => { context.Abort(); return Task.CompletedTask; } };

    public int Status { get; init; } = 200;

    public string Body { get; init; } = "";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>How long the receiver thinks before it answers.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The answer waits for this, or until the sender gives up.</summary>
    public Task Until { get; init; } = Task.CompletedTask;

    /// <summary>Writes the whole answer itself, for receivers that misbehave; status, headers and body count for nothing then.</summary>
    public Func<HttpContext, Task>? Writes { get; init; }

    /// <summary>This status and no body.</summary>
    public static Answer Of(int status, string body = "") => new() { Status = status, Body = body };
}
