using System.Globalization;
using System.Reflection;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Extensions;
using TaskHub.Identity;

namespace TaskHub.Api;

/// <summary>Turns what verbs answer into what the API answers.</summary>
public static class Answers
{
    /// <summary>200 with the value, or the failure's problem.</summary>
    public static IResult ToOk<T>(this Result<T> result) => result.Ok ? Json(result.Value, StatusCodes.Status200OK) : Problem.Of(result.Failure);

    /// <summary>201 with the value and its <c>Location</c> (a path below the hub's address), or the failure's problem.</summary>
    public static IResult ToCreated<T>(this Result<T> result, Func<T, string> path) =>
        result.Ok ? new Created(Json(result.Value, StatusCodes.Status201Created), path(result.Value)) : Problem.Of(result.Failure);

    /// <summary>202 with the value, for what goes on after the answer, or the failure's problem.</summary>
    public static IResult ToAccepted<T>(this Result<T> result) =>
        result.Ok ? Json(result.Value, StatusCodes.Status202Accepted) : Problem.Of(result.Failure);

    /// <summary>204, or the failure's problem.</summary>
    public static IResult ToNoContent<T>(this Result<T> result) => result.Ok ? Results.NoContent() : Problem.Of(result.Failure);

    /// <summary>A plain array, with the headers of its page.</summary>
    public static IResult ToList<T>(this Page<T> page, Paging paging) => new Listed(Json(page.Items, StatusCodes.Status200OK), page.Total, paging);

    /// <summary>200 with a value that no verb refused.</summary>
    public static IResult Ok<T>(T value) => Json(value, StatusCodes.Status200OK);

    // The writer takes the type it is told: told the polymorphic one, it says which kind of object it is.
    private static IResult Json<T>(T value, int status) => new Written(value, Shown(typeof(T)), status);

    private static Type Shown(Type type)
    {
        if (type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return typeof(IReadOnlyList<>).MakeGenericType(Shown(type.GetGenericArguments()[0]));
        }

        for (var parent = type; parent is not null; parent = parent.BaseType)
        {
            if (parent.GetCustomAttribute<JsonPolymorphicAttribute>(inherit: false) is not null)
            {
                return parent;
            }
        }

        return type;
    }

    private sealed record Written(object? Value, Type Type, int Status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = Status;
            return httpContext.Response.WriteAsJsonAsync(Value, Type, httpContext.RequestAborted);
        }
    }

    private sealed record Created(IResult Inner, string Path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = httpContext.RequestServices.GetRequiredService<PublicUrl>().For(Path);
            return Inner.ExecuteAsync(httpContext);
        }
    }

    private sealed record Listed(IResult Inner, int Total, Paging Paging) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var pages = Math.Max(1, (Total + Paging.Size - 1) / Paging.Size);
            var headers = httpContext.Response.Headers;
            headers["PaginationTotalPages"] = Text(pages);
            headers["PaginationPerPage"] = Text(Paging.Size);
            headers["PaginationCurrentPage"] = Text(Paging.Number);
            headers["PaginationTotalObjects"] = Text(Total);
            headers["PaginationLinks"] = string.Join(", ", Links(httpContext, pages));
            return Inner.ExecuteAsync(httpContext);
        }

        private IEnumerable<string> Links(HttpContext context, int pages)
        {
            (string Rel, int Page, bool Exists)[] links =
            [
                ("first", 1, Paging.Number > 1), ("prev", Paging.Number - 1, Paging.Number > 1 && Paging.Number <= pages + 1L),
                ("next", Paging.Number + 1, Paging.Number < pages), ("last", pages, true),
            ];
            return links.Where(l => l.Exists).Select(l => $"<{Url(context, l.Page)}>; rel=\"{l.Rel}\"");
        }

        private string Url(HttpContext context, int page)
        {
            var query = new QueryBuilder(context.Request.Query.Where(q => q.Key != "page")
                .SelectMany(q => q.Value, (q, v) => KeyValuePair.Create(q.Key, q.Key == "per_page" ? Text(Paging.Size) : v ?? "")))
            {
                { "page", Text(page) },
            };
            return context.RequestServices.GetRequiredService<PublicUrl>().For(context.Request.PathBase + context.Request.Path + query.ToQueryString());
        }

        private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
