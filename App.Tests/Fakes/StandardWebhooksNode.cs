using System.Text.Json;

namespace TaskHub.Tests.Fakes;

/// <summary>
/// Checks signatures as a receiver would: with the npm package "standardwebhooks", which shares no code with the hub. It also
/// refuses a timestamp more than five minutes away from now.
/// </summary>
internal static class StandardWebhooksNode
{
    /// <summary>What is wrong with the request's signature under this secret ("whsec_…"); nothing when it verifies.</summary>
    public static async Task<string?> ProblemAsync(ReceivedRequest request, string secret) =>
        (await ProblemsAsync([request], secret)).Single();

    /// <summary>The same for many requests in one go, which spares starting Node for each.</summary>
    public static async Task<IReadOnlyList<string?>> ProblemsAsync(IEnumerable<ReceivedRequest> requests, string secret)
    {
        var input = JsonSerializer.Serialize(requests.Select(request => new { secret, headers = request.Headers, body = request.Body }),
            JsonSerializerOptions.Web);
        return JsonSerializer.Deserialize<string?[]>(await NodeTools.RunAsync("verify.mjs", input))!;
    }
}
