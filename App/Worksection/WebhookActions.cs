using System.Globalization;
using System.Text.Json.Nodes;
using TaskHub.Webhooks;

namespace TaskHub.Worksection;

/// <summary>The actions about webhooks. What they add has Worksection's format and is enabled at once: there is no action that could do it later.</summary>
internal sealed class WebhookActions(FindWebhooks find, CreateWebhook create, DeleteWebhook delete)
{
    public async Task<JsonObject> ListAsync(Question question)
    {
        var found = await find.RunAsync(question.Actor, question.OrganizationId, question.Cancel);
        return found.Ok
            ? Actions.Ok(new JsonArray([.. found.Value.Select(line => Show(line.Webhook))]))
            : throw Refusal.Of(found.Failure, Refusal.Hash);
    }

    public async Task<JsonObject> AddAsync(Question question)
    {
        var given = question.Given;
        var url = given.Required("url").Trim();
        given.Required("events");
        var input = new WebhookInput
        {
            Url = url,
            Format = "worksection",
            Events = [.. given.List("events").Select(name => WorksectionNames.TypeOf(name) ?? throw Refusal.Invalid("events"))],
            ProjectIds = [.. given.List("projects").Select(Project)],
            HttpUser = given.Text("http_user"),
            HttpPassword = given.Text("http_pass"),
        };
        var made = await create.RunAsync(question.Actor, question.OrganizationId, input, FailedTest.Refuses, question.Cancel);
        if (made.Ok)
        {
            return new JsonObject { ["status"] = "ok", ["id"] = made.Value.Webhook.Id };
        }

        throw made.Failure.Of("url") is not null ? new Refusal(11, WorksectionText.UrlInvalid, url)
            : made.Failure.Of("project_ids") is not null ? Refusal.Project
            : Refusal.Of(made.Failure, Refusal.Hash);
    }

    public async Task<JsonObject> DeleteAsync(Question question)
    {
        var gone = await delete.RunAsync(question.Actor, question.Given.RequiredId("id"), question.Cancel);
        return gone.Ok ? Actions.Ok() : throw Refusal.Of(gone.Failure, new Refusal(10, WorksectionText.WebhookNotFound));
    }

    private static long Project(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw Refusal.Project;

    private static JsonObject Show(WebhookView webhook)
    {
        var json = new JsonObject
        {
            ["id"] = Shapes.Id(webhook.Id),
            ["url"] = webhook.Url,
            ["events"] = string.Join(',', webhook.Events.Select(WorksectionNames.NameOf)),
            ["status"] = webhook.Status == WebhookStatus.Disabled ? "paused" : "active",
        };
        if (webhook.ProjectIds.Count > 0)
        {
            json["projects"] = string.Join(',', webhook.ProjectIds.Select(Shapes.Id));
        }

        return json;
    }
}
