using Bunit;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Attempts;

namespace TaskHub.Tests.Shell;

/// <summary>Rows of deliveries on the jobs page are told apart by what they are about, and say why.</summary>
public sealed class WorkTableTests : BunitContext
{
    private static readonly WorkLine Line = new(3, 1, "Acme", "Billing", "billing.example", "dlv_1_3", "task.created", 10, null, "http_status", 503, IsMine: true, "Ship the build");

    public WorkTableTests() => Services.AddSingleton(TimeProvider.System);

    [Fact]
    public void A_failed_delivery_is_a_link_with_the_name_of_its_task_and_the_reason_in_words()
    {
        var row = Rendered(Line);

        var link = row.Find("a");
        Assert.Equal("Ship the build", link.TextContent);
        Assert.DoesNotContain("cover", link.ClassList);
        Assert.Equal("/app/organization/1/web_hooks/3/deliveries/dlv_1_3", link.GetAttribute("href"));
        Assert.Contains("The receiver answered 503", row.Markup, StringComparison.Ordinal);
        Assert.Contains("No complete answer in time", Rendered(Line with { Error = "timeout", StatusCode = null }).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_an_organization_that_is_not_the_operators_own_only_the_kind_of_event_is_told()
    {
        var row = Rendered(Line with { IsMine = false, ObjectName = null });

        Assert.Empty(row.FindAll("a"));
        Assert.Contains("task.created", row.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_status_and_the_kind_of_an_error_stand_apart() =>
        Assert.Equal("302 Redirect", Render<Outcome>(p => p.Add(o => o.Status, 302).Add(o => o.Error, "redirect")).Nodes.Aggregate("", (text, node) => text + node.TextContent).Trim());

    private IRenderedComponent<WorkTable> Rendered(WorkLine line) => Render<WorkTable>(p => p.Add(t => t.Lines, [line]).Add(t => t.Kind, WorkKind.Failed));
}
