using System.Text.Json;
using Microsoft.Playwright;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Browser;

/// <summary>Looks for barriers in a page with axe-core, from npm.</summary>
internal static class Axe
{
    // What is still fading in has no contrast yet: the page is judged when it has come to rest.
    private const string Rest =
        """
        () => Promise.all(document.getAnimations()
            .filter(a => a.effect?.getComputedTiming().iterations !== Infinity).map(a => a.finished.catch(() => null)))
        """;

    private const string Run =
        """
        async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
            .filter(found => found.impact === "serious" || found.impact === "critical")
            .flatMap(found => found.nodes.map(node =>
                `${found.impact} ${found.id}: ${found.help}; at ${node.target.join(" ")}: `
                    + `${node.html.slice(0, 200)}; ${node.failureSummary}`))
        """;

    /// <summary>
    /// The serious and critical violations on the page as it is now, one line for each place, so that
    /// <c>Assert.Empty(await page.AxeAsync())</c> says what to mend.
    /// </summary>
    public static async Task<IReadOnlyList<string>> AxeAsync(this IPage page)
    {
        // Evaluated rather than added as a script element, because the page's content security policy forbids foreign scripts.
        if (!await page.EvaluateAsync<bool>("() => typeof axe === 'object'"))
        {
            var script = await File.ReadAllTextAsync(await NodeTools.FileAsync("axe-core/axe.min.js"));
            await page.EvaluateAsync(script);
        }

        // Between the prerendered picture and the circuit's own head a page is without its title for a moment; one that stays so is at fault.
        // An interactive page is therefore opened with OpenAsync before it is looked at.
        await page.WaitForFunctionAsync("() => document.title !== ''");
        await page.EvaluateAsync(Rest);
        var found = await page.EvaluateAsync<JsonElement>(Run);
        return [.. found.EnumerateArray().Select(line => line.GetString()!)];
    }
}
