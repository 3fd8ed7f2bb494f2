using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using TaskHub.Data;
using TaskHub.Tasks;
using static Microsoft.Playwright.Assertions;

namespace TaskHub.Tests.Browser;

/// <summary>Files of tasks: sent by the browser, shown when they are images, downloaded by those who see the task, gone with the trash.</summary>
public sealed class FilesTests(TeamFixture team) : IClassFixture<TeamFixture>
{
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    public async Task A_file_is_attached_shown_pasted_found_by_name_and_swept_with_its_task()
    {
        var (_, tasks) = await team.ProjectAsync("Files", "With files");
        var page = await team.PageOfAsync();
        await page.OpenAsync($"/app/tasks/{tasks[0]}");
        await Expect(page.GetByText("up to 25 MB each")).ToBeVisibleAsync();

        await page.Locator("input[data-upload]").SetInputFilesAsync([
            new FilePayload { Name = "Plan of the lighthouse.png", MimeType = "image/png", Buffer = Png },
            new FilePayload { Name = "evil.html", MimeType = "text/html", Buffer = "<script>alert(1)</script>"u8.ToArray() },
        ]);
        await Expect(page.Locator(".attachments li")).ToHaveCountAsync(2);
        await Expect(page.Locator(".attachments img")).ToHaveCountAsync(1);
        await Expect(page.GetByText("attached “evil.html”")).ToBeVisibleAsync();

        // A screenshot in the clipboard goes into the text.
        await page.GetByLabel("Write a comment").FillAsync("See ");
        var uploading = new TaskCompletionSource();
        await page.RouteAsync("**/app/tasks/*/files", async route =>
        {
            await uploading.Task;
            await route.ContinueAsync();
        });
        await page.EvaluateAsync(
            """
            (bytes) => {
              const data = new DataTransfer();
              data.items.add(new File([Uint8Array.from(bytes)], "shot.png", { type: "image/png" }));
              document.querySelector(".comment-box textarea").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """,
            Png.Select(b => (int)b).ToArray());
        // It stands where it was pasted, whatever is typed while it is on its way.
        await page.GetByLabel("Write a comment").PressSequentiallyAsync(" as I said");
        await Expect(page.GetByLabel("Write a comment")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(@"^See !\[Uploading shot\.png \(1\)…\]\(\) as I said$"));
        uploading.SetResult();
        await Expect(page.GetByLabel("Write a comment")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(@"^See !\[shot\.png\]\(/app/files/\d+/shot\.png\) as I said$"));
        await page.GetByLabel("Write a comment").PressAsync("Control+Enter");
        await Expect(page.Locator(".comment .md img")).ToBeVisibleAsync();
        Assert.Empty(await page.AxeAsync());

        var image = await page.APIRequest.GetAsync(team.Hub.Url + await page.Locator(".attachments img").First.GetAttributeAsync("src"));
        Assert.Equal(("image/png", "nosniff"), (image.Headers["content-type"], image.Headers["x-content-type-options"]));
        Assert.Contains("sandbox", image.Headers["content-security-policy"], StringComparison.Ordinal);
        var evil = await page.APIRequest.GetAsync(team.Hub.Url + (await page.GetByRole(AriaRole.Link, new() { Name = "evil.html" }).GetAttributeAsync("href"))!.Replace("?download", "", StringComparison.Ordinal));
        Assert.Equal("application/octet-stream", evil.Headers["content-type"]);
        Assert.StartsWith("attachment", evil.Headers["content-disposition"], StringComparison.Ordinal);
        using var nobody = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        Assert.Equal(HttpStatusCode.Redirect, (await nobody.GetAsync(evil.Url, TestContext.Current.CancellationToken)).StatusCode);

        await page.OpenAsync("/app/search?q=lighthouse.png");
        await Expect(page.Locator(".hits > li")).ToContainTextAsync("With files");

        Assert.Equal(3, Directory.GetFiles(Path.Combine(team.Hub.DataPath, "files"), "*", SearchOption.AllDirectories).Length);
        foreach (var file in Directory.GetFiles(Path.Combine(team.Hub.DataPath, "files"), "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        }

        await team.Get<FileStore>().SweepAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, Directory.GetFiles(Path.Combine(team.Hub.DataPath, "files"), "*", SearchOption.AllDirectories).Length);
        await team.Get<DeleteTask>().RunAsync(await team.OwnerAsync(), tasks[0]);
        await team.Get<WriteGate>().RunAsync(db => db.Tasks.IgnoreQueryFilters().Where(t => t.Id == tasks[0])
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.DeletedAt, DateTimeOffset.UnixEpoch)));
        await team.Get<EmptyTrash>().RunAsync();
        Assert.Empty(Directory.GetFiles(Path.Combine(team.Hub.DataPath, "files"), "*", SearchOption.AllDirectories));
    }
}
