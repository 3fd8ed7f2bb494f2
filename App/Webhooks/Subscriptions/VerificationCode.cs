using System.Text.RegularExpressions;

namespace TaskHub.Webhooks.Subscriptions;

/// <summary>
/// The code that verifies a signature, in five languages. It is taken from docs/receiving-webhooks.md, whose code is run by a test, so that what
/// people copy from the page is what was tried; around it stands the endpoint of one webhook.
/// </summary>
internal static partial class VerificationCode
{
    private const string Document = "receiving-webhooks.md";

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Documented = new(Read);

    /// <summary>The languages: as the address has them, and as people call them.</summary>
    public static IReadOnlyList<(string Key, string Name)> Languages { get; } =
        [("csharp", "C#"), ("js", "JavaScript"), ("python", "Python"), ("php", "PHP"), ("go", "Go")];

    /// <summary>The function that verifies.</summary>
    public static string Verifier(string language) => Documented.Value[language];

    /// <summary>The endpoint that calls it.</summary>
    /// <param name="language">One of <see cref="Languages"/>.</param>
    /// <param name="path">The path of the webhook's url.</param>
    /// <param name="hasOlder">Whether older secrets are live too.</param>
    /// <param name="isWorksection">Whether the answer must have Worksection's body.</param>
    public static string Endpoint(string language, string path, bool hasOlder, bool isWorksection)
    {
        string[] names = hasOlder ? ["TASKHUB_SECRET", "TASKHUB_SECRET_BEFORE"] : ["TASKHUB_SECRET"];
        string Secrets(string pattern) => string.Join(", ", names.Select(n => string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, n)));
        return language switch
        {
            "csharp" => $$"""
                // ASP.NET Core, Program.cs
                app.MapPost("{{path}}", async (HttpRequest request) =>
                {
                    using var raw = new MemoryStream();
                    await request.Body.CopyToAsync(raw);
                    string[] secrets = [{{Secrets("Environment.GetEnvironmentVariable(\"{0}\")!")}}];
                    try
                    {
                        Receiving.WebhookVerifier.Verify(name => request.Headers[name], raw.ToArray(), secrets, DateTimeOffset.UtcNow);
                    }
                    catch (System.Security.Cryptography.CryptographicException)
                    {
                        return Results.Unauthorized();
                    }

                    // Put it where it is safe, unless webhook-id is there already; then answer.
                    return {{(isWorksection ? "Results.Json(new { status = \"OK\" })" : "Results.Ok()")}};
                });
                """,
            "js" => $$"""
                // Express
                app.post("{{path}}", express.raw({ type: "*/*" }), (req, res) => {
                  try {
                    verify(req.headers, req.body, [{{Secrets("process.env.{0}")}}]);
                  } catch {
                    return res.sendStatus(401);
                  }
                  // Put it where it is safe, unless webhook-id is there already; then answer.
                  {{(isWorksection ? "res.json({ status: \"OK\" });" : "res.sendStatus(200);")}}
                });
                """,
            "python" => $$"""
                # Flask
                @app.post("{{path}}")
                def taskhub():
                    headers = {name.lower(): value for name, value in request.headers}
                    try:
                        verify(headers, request.get_data(), [{{Secrets("os.environ[\"{0}\"]")}}])
                    except ValueError:
                        return "", 401
                    # Put it where it is safe, unless webhook-id is there already; then answer.
                    return {{(isWorksection ? "{\"status\": \"OK\"}" : "\"\", 200")}}
                """,
            "php" => $$"""
                <?php
                // {{path}}
                try {
                    $headers = array_change_key_case(getallheaders(), CASE_LOWER);
                    verify($headers, file_get_contents('php://input'), [{{Secrets("getenv('{0}')")}}]);
                } catch (RuntimeException $e) {
                    http_response_code(401);
                    exit;
                }
                // Put it where it is safe, unless webhook-id is there already; then answer.
                {{(isWorksection ? "header('Content-Type: application/json');\necho json_encode(['status' => 'OK']);" : "http_response_code(200);")}}
                """,
            _ => $$"""
                http.HandleFunc("POST {{path}}", func(w http.ResponseWriter, r *http.Request) {
                    body, err := io.ReadAll(r.Body)
                    if err != nil {
                        w.WriteHeader(http.StatusBadRequest)
                        return
                    }
                    secrets := []string{{{Secrets("os.Getenv(\"{0}\")")}}}
                    if Verify(r.Header, body, secrets, time.Now()) != nil {
                        w.WriteHeader(http.StatusUnauthorized)
                        return
                    }
                    // Put it where it is safe, unless webhook-id is there already; then answer.
                    {{(isWorksection ? "w.Write([]byte(`{\"status\":\"OK\"}`))" : "w.WriteHeader(http.StatusOK)")}}
                })
                """.Replace("    ", "\t", StringComparison.Ordinal),
        };
    }

    private static Dictionary<string, string> Read()
    {
        using var stream = typeof(VerificationCode).Assembly.GetManifestResourceStream(Document)
            ?? throw new InvalidOperationException($"{Document} is not part of the program.");
        using var reader = new StreamReader(stream);
        return Fence().Matches(reader.ReadToEnd()).ToDictionary(m => m.Groups["language"].Value, m => m.Groups["code"].Value);
    }

    [GeneratedRegex(@"^```(?<language>csharp|js|python|php|go)\n(?<code>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Fence();
}
