namespace TaskHub.Tasks;

/// <summary>What is done to the labels of a project.</summary>
public sealed record LabelVerbs(CountLabels Count, ColorLabel Color, RenameLabel Rename, RemoveLabel Remove);
