using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace TaskHub.Tests.Walls;

/// <summary>
/// Who may what: every endpoint and page, asked by every kind of actor. A row is the method, the path with the names of objects in braces, the
/// body if any, and after the bar the codes for operator, administrator, participant, external, stranger, nobody. An endpoint without a row
/// fails the test: add one to <see cref="MatrixRows"/>.
/// </summary>
public sealed class MatrixTests(MatrixHub hub) : IClassFixture<MatrixHub>
{
    [Fact]
    public async Task Every_endpoint_of_the_api_answers_each_kind_of_actor_as_the_table_says()
    {
        var wrong = new List<string>();
        foreach (var row in MatrixRows.Api)
        {
            var (method, path, body, codes) = Read(row);
            var got = new List<int>();
            foreach (var kind in MatrixHub.Kinds)
            {
                got.Add(await hub.CallAsync(kind, method, "/api/3" + path, body));
            }

            Compare(wrong, row, codes, got);
        }

        Say(wrong);
    }

    [Fact]
    public async Task Every_page_answers_each_kind_of_actor_as_the_table_says()
    {
        var wrong = new List<string>();
        foreach (var row in MatrixRows.Pages)
        {
            var (method, path, _, codes) = Read(row);
            var got = new List<int>();
            foreach (var kind in MatrixHub.Kinds)
            {
                got.Add(method == "POST" ? await hub.ForgeAsync(kind, path) : await hub.VisitAsync(kind, path));
            }

            Compare(wrong, row, codes, got);
        }

        Say(wrong);
    }

    [Fact]
    public async Task A_form_that_another_site_sends_to_a_page_is_refused_whoever_is_signed_in()
    {
        var wrong = new List<string>();
        foreach (var path in MatrixRows.Pages.Where(r => !r.Contains("audit.csv", StringComparison.Ordinal)).Select(r => Read(r).Path)
            .Where(p => !p.StartsWith("/health", StringComparison.Ordinal) && p != "/metrics"))
        {
            foreach (var kind in new[] { "administrator", "operator", "nobody" })
            {
                var got = await hub.ForgeAsync(kind, path);
                if (got is not (400 or 302 or 403 or 405))
                {
                    wrong.Add($"POST {path} as {kind}: {got}");
                }
            }
        }

        Say(wrong);
    }

    [Fact]
    public void Every_endpoint_stands_in_the_tables()
    {
        var listed = MatrixRows.Api.Select(r => Read(r)).Select(r => (r.Method, Path: "/api/3" + r.Path))
            .Concat(MatrixRows.Pages.Select(r => Read(r)).Select(r => (r.Method, r.Path))).ToList();
        var missing = Endpoints()
            .SelectMany(e => Methods(e).Select(method => (Method: method, Pattern: "/" + e.RoutePattern.RawText!.Trim('/'))))
            .Where(e => !listed.Any(row => row.Method == e.Method && Matches(e.Pattern, row.Path)))
            .Select(e => $"{e.Method} {e.Pattern}")
            .Distinct().ToList();

        Say(missing);
    }

    [Fact]
    public void No_other_hub_than_the_circuits_is_open_and_a_browser_calls_these_methods_only()
    {
        var hubs = All().Select(e => e.Metadata.GetMetadata<HubMetadata>()?.HubType.Name).OfType<string>().Distinct();
        var callable = typeof(Program).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static))
            .Where(m => m.GetCustomAttribute<JSInvokableAttribute>() is not null)
            .Select(m => $"{m.DeclaringType!.Name}.{m.Name}");

        Assert.Equal(["ComponentHub"], hubs);
        Assert.Equal(MatrixRows.CallableFromScript.Order(), callable.Order());
    }

    private IEnumerable<RouteEndpoint> All() => hub.Hub.Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
        .SelectMany(s => s.Endpoints).OfType<RouteEndpoint>();

    // The framework's own doors (circuits, scripts, static files) stand in other tests; so does Worksection's one address, which only a key of an
    // organization opens, whoever sends it.
    private IEnumerable<RouteEndpoint> Endpoints() => All().Where(e =>
        e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && e.Metadata.GetMetadata<HubMetadata>() is null
        && e.RoutePattern.RawText?.TrimStart('/') is { } path
        && !path.StartsWith("api/admin/v2", StringComparison.Ordinal) && !path.StartsWith("_blazor", StringComparison.Ordinal) && !path.StartsWith("_framework", StringComparison.Ordinal));

    private static IEnumerable<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null ? ["GET"]
        : (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Where(m => m != "HEAD" && m != "OPTIONS");

    private static bool Matches(string pattern, string path)
    {
        var expression = string.Join("[^/]+", Regex.Split(pattern, @"\{[^}]*\}").Select(Regex.Escape));
        return Regex.IsMatch(path.Split('?')[0].TrimEnd('/') is "" ? "/" : path.Split('?')[0].TrimEnd('/'), $"^{expression}$");
    }

    private static (string Method, string Path, string? Body, int[] Codes) Read(string row)
    {
        var (ask, codes) = (row[..row.LastIndexOf('|')].Trim(), row[(row.LastIndexOf('|') + 1)..]);
        var words = ask.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        return (words[0], words[1], words.Length > 2 ? words[2].Trim() : null, [.. codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)]);
    }

    private static void Compare(List<string> wrong, string row, int[] expected, List<int> got)
    {
        if (!expected.SequenceEqual(got))
        {
            wrong.Add($"{row}  but got {string.Join(' ', got)}");
        }
    }

    private static void Say(List<string> wrong) => Assert.True(wrong.Count == 0, string.Join("\n", wrong));
}
