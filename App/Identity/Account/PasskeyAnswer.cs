namespace TaskHub.Identity.Account;

/// <summary>What the browser's authenticator answered, the ticket of its question, and how the person calls the passkey.</summary>
public sealed record PasskeyAnswer(string? Credential, string? Ticket, string? Name);
