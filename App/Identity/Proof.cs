using Microsoft.AspNetCore.Components;

namespace TaskHub.Identity;

/// <summary>
/// Acts that would let whoever sits down at an open browser keep what is not theirs ask for a password or a passkey once more, unless it was
/// given within the last ten minutes. A program's token proves itself with every call.
/// </summary>
public static class Proof
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    /// <summary>Whether the actor must prove once more who they are before a sensitive act.</summary>
    public static bool IsWanted(this Actor actor, DateTimeOffset now) => actor.SessionId is not null && now - actor.ProvedAt > Lasts;

    /// <summary>The refusal of a verb, or null when it may go on.</summary>
    public static Failure? Wall(this Actor actor, TimeProvider time) => actor.IsWanted(time.GetUtcNow()) ? Failure.Unproved() : null;

    /// <summary>Leads to the page that asks for it, and back to here.</summary>
    /// <param name="navigation">Of the page.</param>
    /// <param name="back">The address to come back to, with what was chosen there; null for the one that is shown.</param>
    public static void AskForProof(this NavigationManager navigation, string? back = null) => navigation.NavigateTo(
        "/prove?returnUrl=" + Uri.EscapeDataString("/" + navigation.ToBaseRelativePath(back ?? navigation.Uri)), forceLoad: true);
}
