namespace TaskHub;

/// <summary>What the receiver for trying answers.</summary>
/// <param name="Name">How a command line or a request asks for it.</param>
/// <param name="Key">The key that asks for it.</param>
/// <param name="Meaning">What it does, in words.</param>
/// <param name="Status">The code of the answer.</param>
internal sealed record ListenAnswer(string Name, char Key, string Meaning, int Status)
{
    public static readonly ListenAnswer Ok = new("ok", 'o', "200 and {\"status\":\"OK\"}", StatusCodes.Status200OK);
    public static readonly ListenAnswer Strict = new("strict", 'v', "200 to what verifies, 401 to all else", StatusCodes.Status200OK);
    public static readonly ListenAnswer Redirect = new("redirect", 'r', "a redirect, which is an error and is not followed", StatusCodes.Status302Found);
    public static readonly ListenAnswer Slow = new("slow", 's', "200 after three seconds", StatusCodes.Status200OK) { Delay = TimeSpan.FromSeconds(3) };

    public static readonly ListenAnswer Hang =
        new("hang", 'h', "nothing at all, until the hub gives up", StatusCodes.Status200OK) { Delay = Timeout.InfiniteTimeSpan };

    public static IReadOnlyList<ListenAnswer> All { get; } =
    [
        Ok, Strict,
        new("500", '5', "an error, after which the hub tries again", StatusCodes.Status500InternalServerError),
        new("503", '3', "an error with Retry-After: 10", StatusCodes.Status503ServiceUnavailable),
        new("410", 'g', "gone, after which the hub disables the webhook", StatusCodes.Status410Gone),
        Redirect, Slow, Hang,
    ];

    /// <summary>How long it thinks before.</summary>
    public TimeSpan Delay { get; init; }

    public static ListenAnswer? Find(string name) => All.FirstOrDefault(a => a.Name == name);

    public static ListenAnswer? Find(char key) => All.FirstOrDefault(a => a.Key == char.ToLowerInvariant(key));

    /// <summary>Answers.</summary>
    /// <param name="context">The request.</param>
    /// <param name="verifies">Whether its signature is right.</param>
    /// <param name="time">The clock of the delay.</param>
    /// <param name="stopping">Ends the delay.</param>
    public async Task GiveAsync(HttpContext context, bool verifies, TimeProvider time, CancellationToken stopping)
    {
        await Task.Delay(Delay, time, stopping);
        context.Response.StatusCode = Status;
        if (this == Strict && !verifies)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else if (this == Redirect)
        {
            context.Response.Headers.Location = "/elsewhere";
        }
        else if (Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "10";
        }
        else if (Status == StatusCodes.Status200OK)
        {
            await context.Response.WriteAsJsonAsync(new Dictionary<string, string> { ["status"] = "OK" }, stopping);
        }
    }
}
