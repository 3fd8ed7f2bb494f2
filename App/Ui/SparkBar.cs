namespace TaskHub.Ui;

/// <summary>One step of a <see cref="Sparkline"/>: how much went well, how much did not, and what to say on hover.</summary>
public readonly record struct SparkBar(double Good, double Bad, string? Hint = null);
