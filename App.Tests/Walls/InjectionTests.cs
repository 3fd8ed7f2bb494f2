using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using TaskHub.Comments;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Organizations;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Tests.Browser;

namespace TaskHub.Tests.Walls;

/// <summary>Markup in every text that people write, rendered in a real browser: none of it runs, none of it becomes an element that could.</summary>
public sealed class InjectionTests(TeamFixture fixture) : IClassFixture<TeamFixture>
{
    // Each calls the same function, which must never run, by its own way.
    private static readonly string[] Payloads =
    [
        "<script>pwn()</script>", "<script src=//evil.example/x.js></script>", "<ScRiPt>pwn()</sCrIpT>", "<script/x>pwn()</script>", "\"><script>pwn()</script>",
        "'><script>pwn()</script>", "</title><script>pwn()</script>", "</textarea><script>pwn()</script>", "</script><script>pwn()</script>", "--><script>pwn()</script>",
        "<img src=x onerror=pwn()>", "<img src=x onerror=\"pwn()\">", "<img/src=x/onerror=pwn()>", "\"><img src=x onerror=pwn()>", "<IMG SRC=x ONERROR=pwn()>",
        "<img src=\"javascript:pwn()\">", "<svg onload=pwn()>", "<svg/onload=pwn()>", "<svg><script>pwn()</script></svg>", "<svg><animate onbegin=pwn() attributeName=x dur=1s>",
        "<svg><a xlink:href=\"javascript:pwn()\"><text>x</text></a></svg>", "<math><mi//xlink:href=\"data:x,<script>pwn()</script>\">", "<body onload=pwn()>",
        "<iframe src=\"javascript:pwn()\"></iframe>", "<iframe srcdoc=\"<script>parent.pwn()</script>\"></iframe>", "<object data=\"javascript:pwn()\"></object>",
        "<embed src=\"javascript:pwn()\">", "<a href=\"javascript:pwn()\">x</a>", "<a href=\"jav\tascript:pwn()\">x</a>", "<a href=\"&#106;avascript:pwn()\">x</a>",
        "<form action=\"javascript:pwn()\"><button>x</button></form>", "<button formaction=\"javascript:pwn()\">x</button>", "<input autofocus onfocus=pwn()>",
        "<select autofocus onfocus=pwn()>", "<textarea autofocus onfocus=pwn()>", "<details open ontoggle=pwn()>", "<video src=x onerror=pwn()>", "<audio src=x onerror=pwn()>",
        "<video><source onerror=pwn()></video>", "<marquee onstart=pwn()>", "<div onmouseover=pwn()>x</div>", "<style>@import 'javascript:pwn()'</style>",
        "<link rel=stylesheet href=\"javascript:pwn()\">", "<meta http-equiv=refresh content=\"0;url=javascript:pwn()\">", "<base href=\"//evil.example/\">",
        "<template><script>pwn()</script></template>", "<noscript><p title=\"</noscript><img src=x onerror=pwn()>\">", "[x](javascript:pwn())", "[x](JaVaScRiPt:pwn())",
        "[x](java\nscript:pwn())", "![x](javascript:pwn())", "[x](data:text/html,<script>pwn()</script>)", "[x](vbscript:pwn())", "<javascript:pwn()>",
        "[x]: javascript:pwn()\n[x]", "x{onclick=pwn()}", "# h {onclick=pwn()}", "```js {onclick=pwn()}\nx\n```", "| a |\n|---|\n| <img src=x onerror=pwn()> |",
        "- [ ] <img src=x onerror=pwn()>", "![x](x \"\\\" onerror=pwn()\")", "[x](http://a\" onclick=\"pwn())", "javascript:pwn()", "{{constructor.constructor('pwn()')()}}",
        "${pwn()}", "@(pwn())", "';pwn();//", "\";pwn();//", "\\u003cscript\\u003epwn()\\u003c/script\\u003e", "&lt;script&gt;pwn()&lt;/script&gt;", "%3Cscript%3Epwn()%3C/script%3E",
        "<!--<img src=\"--><img src=x onerror=pwn()>\">", "<![CDATA[<script>pwn()</script>]]>", "<x onclick=pwn() tabindex=1 autofocus onfocus=pwn()>",
    ];

    // What no text of a person may become, anywhere on a page of ours.
    private const string Look =
        """
        () => [...document.querySelectorAll("*")].flatMap(e => [
            ...[...e.attributes].filter(a => a.name.startsWith("on") || (/^\s*(javascript|vbscript|data:text)/i.test(a.value) && ["href", "src", "action", "formaction", "data", "xlink:href"].includes(a.name))).map(a => `${e.tagName} ${a.name}=${a.value}`),
            ...(["SCRIPT", "IFRAME", "OBJECT", "EMBED", "BASE", "STYLE", "LINK", "META"].includes(e.tagName) && /pwn|evil/.test(e.outerHTML) ? [e.outerHTML] : []),
        ])
        """;

    [Fact]
    public async Task No_markup_in_any_text_runs_on_any_page()
    {
        var pages = await PlantAsync();
        var page = await fixture.NewPageAsync();
        await page.AddInitScriptAsync("window.pwn = () => { window.__pwned = true; }");
        var dialogs = 0;
        page.Dialog += async (_, dialog) =>
        {
            dialogs++;
            await dialog.DismissAsync();
        };
        var watch = PolicyWatch.On(page);
        await page.SignInAsync();
        foreach (var path in pages)
        {
            await page.OpenAsync(path);
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            Assert.Empty(await page.EvaluateAsync<string[]>(Look));
            Assert.False(await page.EvaluateAsync<bool>("() => window.__pwned === true"), path);
        }

        Assert.Equal(0, dialogs);
        Assert.Empty(watch.Found);
        TestContext.Current.TestOutputHelper?.WriteLine($"{planted} injections on {pages.Count} pages");
        Assert.True(planted >= 500, $"{planted} injections");
    }

    private int planted;

    // Seven texts a payload: name, description and label of a task, a comment, a list, a project's name and description, besides people and organizations.
    private async Task<List<string>> PlantAsync()
    {
        var owner = await fixture.OwnerAsync();
        List<string> pages = ["/", "/app/organization/1", "/app/organization/1/settings/audit", "/app/organization/1/settings/members", "/app/organization/1/settings/api"];
        foreach (var group in Payloads.Chunk(13))
        {
            var board = (await fixture.Get<CreateProject>().RunAsync(owner, new(1, Line(group[0]), group[0]))).Value;
            pages.Add(TeamFixture.Board(board.Id));
            pages.Add(TeamFixture.Board(board.Id) + "?view=list");
            planted += 2;
            foreach (var payload in group)
            {
                var task = (await fixture.Get<CreateTask>().RunAsync(owner, new(board.Id, Line(payload)) { Description = payload, Labels = [Line(payload)[..Math.Min(30, Line(payload).Length)]] })).Value;
                await fixture.Get<CreateComment>().RunAsync(owner, new(task.Id, payload));
                await fixture.Get<CreateTaskList>().RunAsync(owner, new(board.Id, Line(payload)));
                await fixture.Get<CreateAccessToken>().RunAsync(owner, new(1, Line(payload)));
                await fixture.Get<EditOrganization>().RunAsync(owner, 1, Line(payload));
                await fixture.Get<KeepAudit>().RefusedAsync(owner, 1, payload);
                planted += 8;
                pages.Add($"/app/tasks/{task.Id}");
            }
        }

        foreach (var payload in Payloads)
        {
            await PersonAsync(payload);
            planted++;
        }

        return pages;
    }

    private Task PersonAsync(string payload) => fixture.Get<WriteGate>().RunAsync(async db =>
    {
        var user = NewUser.Make(Line(payload), $"p{await db.Users.CountAsync()}@example.org", null, DateTimeOffset.UnixEpoch);
        db.Add(user);
        await db.SaveChangesAsync();
        db.Add(new Membership { OrganizationId = 1, UserId = user.Id, Role = Role.Participant, CreatedAt = DateTimeOffset.UnixEpoch });
        await db.SaveChangesAsync();
    });

    private static string Line(string payload) => Names.Tidy(payload);
}
