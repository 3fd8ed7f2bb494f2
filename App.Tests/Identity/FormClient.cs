using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using TaskHub.Tests.Browser;

namespace TaskHub.Tests.Identity;

/// <summary>Visits the account pages as a browser without scripts would: keeps cookies, sends forms with their hidden fields, follows nothing.</summary>
public sealed class FormClient(Hub hub) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new(hub.Url) };

    public async Task<Visit> GetAsync(string path)
    {
        using var response = await http.GetAsync(path);
        return await Visit.OfAsync(response);
    }

    /// <summary>Opens the page and sends its form of that name.</summary>
    public async Task<Visit> SendAsync(string path, string form, params (string Name, string Value)[] fields)
    {
        var page = await GetAsync(path);
        var hidden = page.Document.QuerySelectorAll("form")
            .Single(f => f.QuerySelector("input[name=_handler]")?.GetAttribute("value") == form)
            .QuerySelectorAll("input[type=hidden][name]")
            .Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? ""));
        using var content = new FormUrlEncodedContent([.. hidden, .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
        using var response = await http.PostAsync(path, content);
        return await Visit.OfAsync(response);
    }

    public Task<Visit> SignInAsync(string email = Hub.OwnerEmail, string password = Hub.Password, string path = "/sign-in") =>
        SendAsync(path, "sign-in", ("Input.Email", email), ("Input.Password", password));

    public async Task<HttpStatusCode> PostBareAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var response = await http.PostAsync(path, content);
        return response.StatusCode;
    }

    public void Dispose() => http.Dispose();
}

/// <summary>What a page answered.</summary>
public sealed record Visit(HttpStatusCode Status, string? Location, IDocument Document, IReadOnlyList<string> Cookies)
{
    /// <summary>What the page says in its alert, if it says something.</summary>
    public string? Alert => Document.QuerySelector("[role=alert]")?.TextContent.Trim();

    public string? Title => Document.QuerySelector("h1")?.TextContent.Trim();

    public static async Task<Visit> OfAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        response.Headers.Location?.ToString(),
        new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync()),
        response.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : []);
}

/// <summary>A hub for the tests of a class, without a browser.</summary>
public class PagesHub : IAsyncLifetime
{
    public Hub Hub { get; private set; } = null!;

    /// <summary>What a command line would give.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> Settings => [];

    public ValueTask InitializeAsync()
    {
        Hub = new Hub(Settings).Start();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
