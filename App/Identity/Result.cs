namespace TaskHub.Identity;

/// <summary>Why a verb did not do what it was asked, for what can be expected. Bugs are exceptions.</summary>
public enum FailureKind
{
    /// <summary>Not there, or not the actor's to know about. 404.</summary>
    NotFound,

    /// <summary>The actor is a member without the right. 403.</summary>
    Forbidden,

    /// <summary>Someone else was quicker, or the state does not allow it. 409.</summary>
    Conflict,

    /// <summary>A sensitive act in a session whose person proved too long ago who they are. 403; a page asks and comes back.</summary>
    Unproved,

    /// <summary>The input does not validate; <see cref="Failure.Errors"/> names the fields. 422.</summary>
    Invalid,

    /// <summary>Too often; <see cref="Failure.RetryAfter"/> says when it may be tried again. 429.</summary>
    TooMany,
}

/// <summary>An expected failure, in words for people.</summary>
/// <param name="Kind">What kind, which also fixes the status code of the API.</param>
/// <param name="Message">One plain sentence.</param>
/// <param name="Errors">For <see cref="FailureKind.Invalid"/>: messages by field, in the API's snake_case names.</param>
public sealed record Failure(FailureKind Kind, string Message, IReadOnlyDictionary<string, string[]>? Errors = null)
{
    /// <summary>For a <see cref="FailureKind.Conflict"/> of versions: the one that is there now.</summary>
    public int? Version { get; init; }

    public const string InsufficientAuthorization = "Insufficient authorization";

    /// <summary>For <see cref="FailureKind.TooMany"/>: how long to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static Failure NotFound(string what) => new(FailureKind.NotFound, $"No {what} found with the given id");

    public static Failure Forbidden() => new(FailureKind.Forbidden, InsufficientAuthorization);

    public static Failure Unproved() => new(FailureKind.Unproved, IdentityText.Unproved);

    public static Failure Conflict(string message) => new(FailureKind.Conflict, message);

    public static Failure Invalid(string field, string message) => Invalid(new Dictionary<string, string[]> { [field] = [message] });

    public static Failure Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new(FailureKind.Invalid, string.Join(" ", errors.Values.SelectMany(m => m)), errors);

    public static Failure TooMany(string message, TimeSpan retryAfter) => new(FailureKind.TooMany, message) { RetryAfter = retryAfter };

    /// <summary>What is wrong with one field, for the form that shows it there; null when nothing is.</summary>
    public string? Of(string field) => Errors?.GetValueOrDefault(field)?.FirstOrDefault();
}

/// <summary>What a verb answers: a value, or an expected failure.</summary>
public readonly record struct Result<T>
{
    private readonly T? value;

    internal Result(T? value, Failure? failure)
    {
        this.value = value;
        Failure = failure;
    }

    public Failure? Failure { get; }

    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(false, nameof(Failure))]
    public bool Ok => Failure is null;

    /// <summary>The value. Reading it from a failure is a bug.</summary>
    public T Value => Ok ? value! : throw new InvalidOperationException($"No value: {Failure.Message}");

    /// <summary>The same answer about something else: the value mapped, or the failure as it is.</summary>
    public Result<TOther> Select<TOther>(Func<T, TOther> map) => Ok ? new Result<TOther>(map(Value), null) : new Result<TOther>(default, Failure);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Failure failure) => new(default, failure);
}

/// <summary>The value of a verb that has nothing to tell.</summary>
public readonly record struct Done;
