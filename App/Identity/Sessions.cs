using System.Globalization;
using Microsoft.AspNetCore.Identity;

namespace TaskHub.Identity;

/// <summary>Begins and ends the session of the browser that sends this request. For static pages only: a circuit cannot set a cookie.</summary>
public sealed class Sessions(SignInManager<User> signIn, UserManager<User> users)
{
    /// <summary>Signs the person in, or anew after their stamp changed. Call it once they have proved who they are.</summary>
    public async Task StartAsync(long userId)
    {
        var user = await users.FindByIdAsync(userId.ToString(CultureInfo.InvariantCulture))
            ?? throw new InvalidOperationException($"No person has the id {userId}.");
        await signIn.SignInAsync(user, isPersistent: true);
    }

    public Task EndAsync() => signIn.SignOutAsync();
}
