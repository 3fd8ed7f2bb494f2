using TaskHub.Api;
using TaskHub.Comments;
using TaskHub.Events;
using TaskHub.Projects;
using TaskHub.Tasks;

namespace TaskHub;

/// <summary>Search in the API. It stands in the shell because it looks into several rooms.</summary>
internal static class SearchApi
{
    private static readonly ApiObject Found = new(
        "SearchResult", typeof(Payload), "A task, a comment or a project; `type` says which.", CommentsDescription.Comment.Example)
    {
        Kinds = [TasksDescription.Task, CommentsDescription.Comment, ProjectsDescription.Project],
    };

    private static readonly Operation Operation = new("search", ApiGroups.Activity, "Find tasks, comments and projects")
    {
        Text = "By what stands in them: all words, in any order. What changed last comes first.",
        Query =
        [
            Field.Words("q", "What to look for.", "report") with { IsNeeded = true }, Field.Words("query", "The same, as Redbooth calls it."),
            Field.Id("organization_id", "Only in this organization."),
            Field.Id("project_id", "Only in this project."), Field.AnyOf("type", "Only these.", ["task", "comment", "project"]),
        ],
        Orders = Search.Orders,
        IsList = true,
        Answer = Found,
    };

    public static void MapSearch(this IEndpointRouteBuilder api) =>
        api.MapGet("/search", async (Call call, QueryFields query, Paging paging, Search search, CancellationToken cancel) =>
        {
            var text = query.Text("q") ?? query.Text("query");
            if (string.IsNullOrWhiteSpace(text))
            {
                throw new BadField("q", ShellText.SearchWhat);
            }

            var wanted = new SearchQuery(text, query.Id("organization_id"), query.Id("project_id"), query.AnyOf<FoundKind>("type"));
            return (await search.RunAsync(call.Actor, wanted, paging, cancel)).ToList(paging);
        }).Described(Operation);
}
