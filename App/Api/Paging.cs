using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace TaskHub.Api;

/// <summary>Which page of a list is wanted, in which order; an endpoint takes it as a parameter.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="Size">From 1 to <see cref="MaxSize"/>; whoever asks for more gets that many.</param>
/// <param name="Field">The field to order by; null leaves it to the list.</param>
/// <param name="Descending">Whether the highest comes first.</param>
public sealed record Paging(int Number = 1, int Size = Paging.DefaultSize, string? Field = null, bool Descending = true)
{
    public const int DefaultSize = 30;
    public const int MaxSize = 1_000;

    public static ValueTask<Paging?> BindAsync(HttpContext context)
    {
        var order = context.Request.Query["order"].ToString();
        var descending = order.EndsWith("-DESC", StringComparison.OrdinalIgnoreCase);
        var field = order.Length == 0 ? null
            : descending ? order[..^"-DESC".Length]
            : order.EndsWith("-ASC", StringComparison.OrdinalIgnoreCase) ? order[..^"-ASC".Length]
            : order;
        var paging = new Paging(Count(context, "page", 1), Math.Min(Count(context, "per_page", DefaultSize), MaxSize), field, field is null || descending);
        return ValueTask.FromResult<Paging?>(paging);
    }

    private static int Count(HttpContext context, string field, int standard)
    {
        var text = context.Request.Query[field].ToString();
        return text.Length == 0 ? standard
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count
            : throw new BadField(field, $"{field} must be a whole number from 1");
    }
}

/// <summary>A page of a list, and how long the whole list is.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total)
{
    public Page<TOther> Select<TOther>(Func<T, TOther> map) => new([.. Items.Select(map)], Total);
}

/// <summary>The fields that a list can be ordered by, by their API names; the first one is the list's own order.</summary>
public sealed class OrderFields<T>(params (string Name, Expression<Func<T, object?>> Value)[] fields)
{
    public IEnumerable<string> Names => fields.Select(f => f.Name);

    /// <summary>Reads one page. Throws <see cref="BadField"/> for a field that the list cannot be ordered by.</summary>
    /// <param name="query">The whole list.</param>
    /// <param name="paging">Which page of it.</param>
    /// <param name="id">What tells equals apart, so that no item is on two pages.</param>
    /// <param name="cancel">Ends the search.</param>
    public async Task<Page<T>> PageAsync(IQueryable<T> query, Paging paging, Expression<Func<T, long>> id, CancellationToken cancel)
    {
        var ordered = Ordered(query, paging, id);
        var total = await query.CountAsync(cancel);
        return Skip(paging) >= total ? new Page<T>([], total) : new Page<T>(await ItemsAsync(ordered, paging, cancel), total);
    }

    /// <summary>
    /// Reads one page of a list of several parts that each take long to find: all of them are counted and put in order at the same time, each by
    /// a query of a context of its own.
    /// </summary>
    /// <param name="parts">The parts, each twice, for the count and for the items.</param>
    /// <param name="paging">Which page of all of them together.</param>
    /// <param name="id">What tells equals apart.</param>
    /// <param name="cancel">Ends the search.</param>
    public async Task<Page<T>> PageAsync(
        IReadOnlyList<(IQueryable<T> Counted, IQueryable<T> Listed)> parts, Paging paging, Expression<Func<T, long>> id, CancellationToken cancel)
    {
        var most = (int)Math.Min(Skip(paging) + paging.Size, int.MaxValue);
        var lists = parts.Select(p => Ordered(p.Listed, paging, id).Take(most)).ToList();
        var firsts = Task.WhenAll(lists.Select(l => Task.Run(() => l.ToListAsync(cancel), cancel)));
        var totals = Task.WhenAll(parts.Select(p => Task.Run(() => p.Counted.CountAsync(cancel), cancel)));
        await Task.WhenAll(firsts, totals);
        var merged = Ordered((await firsts).SelectMany(f => f).AsQueryable(), paging, id).Take(most).Skip((int)Math.Min(Skip(paging), int.MaxValue));
        return new Page<T>([.. merged], (await totals).Sum());
    }

    private static long Skip(Paging paging) => (paging.Number - 1L) * paging.Size;

    private static Task<List<T>> ItemsAsync(IQueryable<T> ordered, Paging paging, CancellationToken cancel) =>
        ordered.Skip((int)Math.Min(Skip(paging), int.MaxValue)).Take(paging.Size).ToListAsync(cancel);

    private IQueryable<T> Ordered(IQueryable<T> query, Paging paging, Expression<Func<T, long>> id)
    {
        var field = paging.Field is null ? fields[0].Value : fields.FirstOrDefault(f => f.Name == paging.Field).Value;
        return field is null ? throw new BadField("order", $"order must be one of {string.Join(", ", Names)}, then -ASC or -DESC")
            : paging.Descending ? query.OrderByDescending(field).ThenByDescending(id)
            : query.OrderBy(field).ThenBy(id);
    }
}
