namespace TaskHub.Ui;

/// <summary>One part of a <see cref="TimeSplit"/>, in milliseconds.</summary>
public readonly record struct TimePart(string Name, double Milliseconds);
