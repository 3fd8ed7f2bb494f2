namespace TaskHub.Ui;

/// <summary>One series of a <see cref="Plot"/>.</summary>
/// <param name="Name">What it counts or measures.</param>
/// <param name="Look">Its color, by the name of a tone: ok, warn, danger, info, brand, none.</param>
/// <param name="Values">A value for each step; null where there is none.</param>
public sealed record PlotSeries(string Name, string Look, IReadOnlyList<double?> Values);

/// <summary>One step of a <see cref="Plot"/>.</summary>
/// <param name="From">When it begins.</param>
/// <param name="Hint">What to say on hover.</param>
/// <param name="Href">Where a click on it leads; null for nowhere.</param>
public readonly record struct PlotStep(DateTimeOffset From, string Hint, string? Href = null);
