namespace TaskHub.Ui;

/// <summary>What <see cref="ConfirmDialog"/> asks.</summary>
/// <param name="Title">The deed as a question: "Delete this project?".</param>
/// <param name="Message">Names what goes and whether it can come back.</param>
/// <param name="Action">The deed as a button: "Delete project".</param>
/// <param name="Danger">Red, for what destroys.</param>
/// <param name="TypeToConfirm">For what cannot be undone: a word to type first.</param>
/// <param name="Keep">What the button says that leaves all as it is.</param>
public sealed record ConfirmQuestion(string Title, string Message, string Action, bool Danger = true, string? TypeToConfirm = null, string Keep = UiText.Cancel);
