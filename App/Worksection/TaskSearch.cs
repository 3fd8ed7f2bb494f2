using System.Linq.Expressions;
using TaskHub.Tasks;

namespace TaskHub.Worksection;

/// <summary>
/// Reads the <c>filter</c> of <c>search_tasks</c>: conditions on <c>id</c>, <c>project</c> and <c>parent</c> (=, in), <c>name</c> (=, has),
/// <c>dateadd</c>, <c>datestart</c>, <c>dateend</c> and <c>dateclose</c> (=, !=, &lt;, &gt;, &lt;=, &gt;=), joined by <c>and</c>, <c>or</c> and
/// parentheses; the dates also by their names in answers: <c>(name has 'Report' or name has 'Approval') and dateend&gt;'25.05.2026'</c>.
/// </summary>
internal sealed class TaskSearch
{
    // What people write is far shorter; what is longer could only exhaust the parser or the database.
    private const int Longest = 4_000;
    private const int Deepest = 20;

    private readonly SearchWords words;

    private TaskSearch(string filter) => words = new SearchWords(filter);

    /// <exception cref="Refusal">It is not a filter of this grammar.</exception>
    public static Expression<Func<TaskItem, bool>> Parse(string filter)
    {
        if (filter.Length > Longest)
        {
            throw SearchWords.NotUnderstood;
        }

        var search = new TaskSearch(filter);
        var condition = search.Either(0);
        return search.words.AtEnd ? condition : throw SearchWords.NotUnderstood;
    }

    private Expression<Func<TaskItem, bool>> Either(int depth)
    {
        var condition = Both(depth);
        while (words.Skip("or"))
        {
            condition = Join(Expression.OrElse, condition, Both(depth));
        }

        return condition;
    }

    private Expression<Func<TaskItem, bool>> Both(int depth)
    {
        var condition = One(depth);
        while (words.Skip("and"))
        {
            condition = Join(Expression.AndAlso, condition, One(depth));
        }

        return condition;
    }

    private Expression<Func<TaskItem, bool>> One(int depth)
    {
        if (!words.Skip("("))
        {
            return Condition(words.Next());
        }

        if (depth == Deepest)
        {
            throw SearchWords.NotUnderstood;
        }

        var inner = Either(depth + 1);
        words.Expect(")");
        return inner;
    }

    private Expression<Func<TaskItem, bool>> Condition(string field)
    {
        switch (field)
        {
            case "id":
                var ids = Numbers();
                return t => ids.Contains(t.Id);
            case "project":
                var projects = Numbers();
                return t => projects.Contains(t.ProjectId);
            case "parent":
                // A task here is nobody's subtask.
                Numbers();
                return t => false;
            case "name":
                return Name();
            case "dateadd" or "date_added":
                return Moment(t => t.CreatedAt);
            case "dateclose" or "date_closed":
                return Moment(t => t.CompletedAt);
            case "datestart" or "date_start":
                return Day(t => t.StartOn);
            case "dateend" or "date_end":
                return Day(t => t.DueOn);
            default:
                throw SearchWords.NotUnderstood;
        }
    }

    private List<long> Numbers()
    {
        if (words.Skip("="))
        {
            return [words.Number()];
        }

        words.Expect("in");
        words.Expect("(");
        List<long> numbers = [words.Number()];
        while (words.Skip(","))
        {
            numbers.Add(words.Number());
        }

        words.Expect(")");
        return numbers;
    }

    private Expression<Func<TaskItem, bool>> Name()
    {
        if (words.Skip("has"))
        {
            return TaskQuery.NameHas(words.Text());
        }

        words.Expect("=");
        var name = words.Text();
        return t => t.Name == name;
    }

    private Expression<Func<TaskItem, bool>> Day(Expression<Func<TaskItem, DateOnly?>> field)
    {
        var compare = words.Comparison();
        DateOnly? day = words.Date();
        return Compare(field, compare, () => day);
    }

    /// <summary>A day in UTC has a beginning and an end, between which a moment lies.</summary>
    private Expression<Func<TaskItem, bool>> Moment(Expression<Func<TaskItem, DateTimeOffset?>> field)
    {
        var compare = words.Comparison();
        var day = words.Date();
        DateTimeOffset? begin = new(day, TimeOnly.MinValue, TimeSpan.Zero);
        var next = day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : begin?.AddDays(1);
        return compare switch
        {
            ExpressionType.LessThan or ExpressionType.GreaterThanOrEqual => Compare(field, compare, () => begin),
            ExpressionType.LessThanOrEqual => Compare(field, ExpressionType.LessThan, () => next),
            ExpressionType.GreaterThan => Compare(field, ExpressionType.GreaterThanOrEqual, () => next),
            ExpressionType.Equal => Join(
                Expression.AndAlso,
                Compare(field, ExpressionType.GreaterThanOrEqual, () => begin),
                Compare(field, ExpressionType.LessThan, () => next)),
            _ => Join(
                Expression.OrElse,
                Compare(field, ExpressionType.LessThan, () => begin),
                Compare(field, ExpressionType.GreaterThanOrEqual, () => next)),
        };
    }

    // The value comes as a function, which the database sees as a parameter and not as a new query for each value.
    private static Expression<Func<TaskItem, bool>> Compare<T>(Expression<Func<TaskItem, T>> field, ExpressionType compare, Expression<Func<T>> value) =>
        Expression.Lambda<Func<TaskItem, bool>>(Expression.MakeBinary(compare, field.Body, value.Body), field.Parameters);

    private static Expression<Func<TaskItem, bool>> Join(
        Func<Expression, Expression, Expression> how, Expression<Func<TaskItem, bool>> left, Expression<Func<TaskItem, bool>> right) =>
        Expression.Lambda<Func<TaskItem, bool>>(
            how(left.Body, new SameTask(right.Parameters[0], left.Parameters[0]).Visit(right.Body)), left.Parameters);

    private sealed class SameTask(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
