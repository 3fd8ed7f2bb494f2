using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>Whether the hub still waits for its first person, and the one-time code by which they prove that they started it.</summary>
public sealed class FirstStart(IDbContextFactory<AppDbContext> contexts, PublicUrl url)
{
    public const string Path = "/setup";
    private volatile bool over;

    /// <summary>40 hexadecimal digits, new with every start and written on the console only.</summary>
    public string Code { get; } = RandomNumberGenerator.GetHexString(40, lowercase: true);

    /// <summary>The whole link to the first-run page.</summary>
    public string Link => url.For($"{Path}?code={Code}");

    /// <summary>True until somebody has an account. Asks the database as long as that is so, since someone else may write to it.</summary>
    public async ValueTask<bool> WaitsAsync(CancellationToken cancel = default)
    {
        if (!over)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            over = await db.Users.AnyAsync(cancel);
        }

        return !over;
    }

    /// <summary>Whether it is the code; how long that takes tells nothing.</summary>
    public bool IsCode(string? given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Code), Encoding.UTF8.GetBytes(given?.Trim() ?? string.Empty));
}
