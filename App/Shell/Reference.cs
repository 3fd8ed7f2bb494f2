using Microsoft.AspNetCore.Http.HttpResults;

namespace TaskHub;

/// <summary>The reference of the API at <c>/api</c>, for anyone.</summary>
internal static class Reference
{
    public static void MapReference(this IEndpointRouteBuilder app) => app.MapGet("/api", () => new RazorComponentResult<ReferencePage>());
}
