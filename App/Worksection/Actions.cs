using System.Collections.Frozen;
using System.Text.Json.Nodes;
using TaskHub.Identity;

namespace TaskHub.Worksection;

/// <summary>What a program asks, once its signature has been verified.</summary>
/// <param name="Actor">The administrator who made the key, in the key's organization alone.</param>
/// <param name="OrganizationId">The key's organization.</param>
/// <param name="Given">The parameters.</param>
/// <param name="Cancel">Ends the work when nobody waits for the answer any more.</param>
internal sealed record Question(Actor Actor, long OrganizationId, Parameters Given, CancellationToken Cancel);

/// <summary>Does an action and gives the whole answer.</summary>
internal delegate Task<JsonObject> Act(Question question);

/// <summary>The actions that the hub has, by Worksection's names.</summary>
internal sealed class Actions(
    ProjectActions projects, TaskLists lists, TaskActions tasks, CommentActions comments, WebhookActions webhooks, AccountActions account)
{
    private readonly FrozenDictionary<string, Act> all = new Dictionary<string, Act>
    {
        ["get_projects"] = projects.ListAsync,
        ["get_project"] = projects.GetAsync,
        ["post_project"] = projects.PostAsync,
        ["update_project"] = projects.UpdateAsync,
        ["close_project"] = projects.CloseAsync,
        ["activate_project"] = projects.ActivateAsync,
        ["get_project_groups"] = account.GroupsAsync,
        ["get_tasks"] = lists.OfProjectAsync,
        ["get_all_tasks"] = lists.AllAsync,
        ["search_tasks"] = lists.SearchAsync,
        ["get_task"] = tasks.GetAsync,
        ["post_task"] = tasks.PostAsync,
        ["update_task"] = tasks.UpdateAsync,
        ["complete_task"] = tasks.CompleteAsync,
        ["reopen_task"] = tasks.ReopenAsync,
        ["get_comments"] = comments.ListAsync,
        ["post_comment"] = comments.PostAsync,
        ["get_webhooks"] = webhooks.ListAsync,
        ["add_webhook"] = webhooks.AddAsync,
        ["delete_webhook"] = webhooks.DeleteAsync,
        ["get_users"] = account.UsersAsync,
        ["get_events"] = account.EventsAsync,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <exception cref="Refusal">There is no such action.</exception>
    public Act Find(string name) => all.GetValueOrDefault(name) ?? throw Refusal.Action;

    /// <summary>The answer of what went well, with nothing more to say.</summary>
    public static JsonObject Ok() => new() { ["status"] = "ok" };

    /// <summary>The answer of what went well.</summary>
    public static JsonObject Ok(JsonNode data) => new() { ["status"] = "ok", ["data"] = data };
}
