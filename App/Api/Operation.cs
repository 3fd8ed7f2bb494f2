namespace TaskHub.Api;

/// <summary>
/// What the description says of an endpoint. It stands beside the mapping, so that the two cannot part; method, path, scope, and the errors
/// that follow from them are read from the endpoint itself.
/// </summary>
/// <param name="Name">A verb and what it acts on, in snake_case; unique.</param>
/// <param name="Group">The heading under which it stands.</param>
/// <param name="Summary">A few words.</param>
public sealed record Operation(string Name, string Group, string Summary)
{
    /// <summary>What the summary leaves open, in Markdown.</summary>
    public string? Text { get; init; }

    /// <summary>What stands in the address behind the question mark; paging comes by itself.</summary>
    public IReadOnlyList<Field> Query { get; init; } = [];

    /// <summary>The fields of the body; null when there is none.</summary>
    public IReadOnlyList<Field>? Body { get; init; }

    /// <summary>Whether the body is a file, as it is and of any type; <see cref="Body"/> is null then.</summary>
    public bool TakesFile { get; init; }

    /// <summary>Whether a success answers a file as it is.</summary>
    public bool AnswersFile { get; init; }

    /// <summary>What a success answers; null for 204.</summary>
    public ApiObject? Answer { get; init; }

    /// <summary>The code of a success.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Set for a list that is read a page at a time: what it can be ordered by, the first being its own order.</summary>
    public IEnumerable<string>? Orders { get; init; }

    /// <summary>A plain list: of pages when <see cref="Orders"/> is set, else whole, or with a cursor.</summary>
    public bool IsList { get; init; }

    /// <summary>A list that goes on where its cursor says.</summary>
    public bool HasCursor { get; init; }

    /// <summary>What every list may be asked, though it says nothing to some.</summary>
    private static readonly string[] Filters = ["organization_id", "project_id", "task_list_id", "assigned_id", "status", "updated_since", "q"];

    /// <summary>Whether that name may stand behind the question mark.</summary>
    public bool Takes(string name) =>
        Query.Any(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        || (Orders is not null && (name is "page" or "per_page" or "order" || Filters.Contains(name)))
        || (HasCursor && name is "cursor" or "per_page");

    /// <summary>Whether <c>If-Match</c> is compared with a version.</summary>
    public bool Compares { get; init; }

    /// <summary>When it answers 409, apart from a version that is not the newest.</summary>
    public string? Conflict { get; init; }
}

/// <summary>An object of the API.</summary>
/// <param name="Name">Its name in the description.</param>
/// <param name="Type">The record that is written; its schema is made from it.</param>
/// <param name="Text">What it is.</param>
/// <param name="Example">One of them, as JSON.</param>
public sealed record ApiObject(string Name, Type Type, string Text, string Example)
{
    /// <summary>For what is one of several objects: which.</summary>
    public IReadOnlyList<ApiObject> Kinds { get; init; } = [];
}
