using System.Text;
using MailKit.Net.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>
/// Sends what waits to be told by mail: what waits for one person goes as one mail, and the next not sooner than <see cref="Rest"/> after it.
/// What the mail server does not take is tried again, more and more seldom, for about a day.
/// </summary>
internal sealed class SendLetters(
    IDbContextFactory<AppDbContext> contexts, WriteGate gate, MailServer server, PublicUrl url, IReviseLetters revise, IOptions<MailOptions> options, TimeProvider time)
{
    /// <summary>How long a letter waits for others to go with it.</summary>
    public static readonly TimeSpan Gather = TimeSpan.FromSeconds(30);

    /// <summary>The shortest time between two mails to one person.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    private const int MostAttempts = 12;
    private const int LineLength = 72;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(4);

    private readonly Dictionary<long, DateTimeOffset> lastTo = [];

    /// <summary>Whether the hub sends mail at all.</summary>
    public bool IsOpen => options.Value.IsConfigured;

    /// <summary>Sends what is due and tells how many mails that were. It never runs twice at a time: a recurring job calls it.</summary>
    /// <exception cref="MailNotTakenException">The mail server did not take one; it is planned anew.</exception>
    public async Task<int> RunAsync(CancellationToken cancel = default)
    {
        if (!IsOpen)
        {
            return 0;
        }

        var now = time.GetUtcNow();
        var due = await DueAsync(now, cancel);
        await LeaveOutAsync(due, now, cancel);
        var bundles = due.FindAll(b => b.Say.Count > 0);
        var sent = 0;
        if (bundles.Count == 0)
        {
            return 0;
        }

        try
        {
            await server.SendAsync(bundles.Select(b => (Mail(b), (Func<Task>)(async () =>
            {
                sent++;
                lastTo[b.User.Id] = now;
                await SettleAsync(b.Going, letter => letter.DueAt = null, cancel);
            }))), cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException && sent < bundles.Count)
        {
            await SettleAsync(bundles[sent].Going, letter => Postpone(letter, now), cancel);
            throw new MailNotTakenException(NotTaken(bundles[sent].User, e), e);
        }

        return sent;
    }

    /// <summary>How many people still have mail waiting, and until when the first of it waits.</summary>
    public async Task<(int People, DateTimeOffset? Next)> WaitingAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var waiting = await db.Letters.Where(l => l.DueAt != null).GroupBy(l => l.UserId).Select(g => new { g.Key, Due = g.Min(l => l.DueAt) }).ToListAsync(cancel);
        return (waiting.Count, waiting.Min(w => lastTo.TryGetValue(w.Key, out var last) && last + Rest > w.Due ? last + Rest : w.Due));
    }

    private async Task<List<Bundle>> DueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var due = await db.Letters.Where(l => l.DueAt <= now).Select(l => l.UserId).Distinct().ToListAsync(cancel);
        var ready = due.Where(id => !lastTo.TryGetValue(id, out var last) || now - last >= Rest).ToList();
        var letters = await db.Letters.AsNoTracking().Where(l => l.DueAt != null && ready.Contains(l.UserId)).OrderBy(l => l.Id).ToListAsync(cancel);
        var people = await db.Users.AsNoTracking().Where(u => ready.Contains(u.Id)).ToDictionaryAsync(u => u.Id, cancel);
        var places = letters.Select(l => l.OrganizationId).Distinct().ToList();
        var names = await db.NamedOrganizations.Where(o => places.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancel);
        List<Bundle> bundles = [];
        foreach (var own in letters.GroupBy(l => l.UserId))
        {
            // What is about the same page is one matter: how it stands now, and in a line what came before.
            var matters = own.GroupBy(l => l.Path.Split('?')[0]).Select(same => new Matter(same.Last(), [.. same.SkipLast(1)])).ToList();
            var (say, later) = await revise.ReviseAsync(db, matters, cancel);
            bundles.Add(new Bundle(people[own.Key], [.. own.Except(later)], later, [.. say.OrderByDescending(m => m.Now.Weight)], names));
        }

        return bundles;
    }

    // What is not true any more is not said, and what may be true again soon waits on.
    private async Task LeaveOutAsync(List<Bundle> bundles, DateTimeOffset now, CancellationToken cancel)
    {
        var idle = bundles.Where(b => b.Say.Count == 0).SelectMany(b => b.Going).ToList();
        var later = bundles.SelectMany(b => b.Later).Where(l => l.DueAt <= now).ToList();
        if (idle.Count > 0)
        {
            await SettleAsync(idle, letter => letter.DueAt = null, cancel);
        }

        if (later.Count > 0)
        {
            await SettleAsync(later, letter => letter.DueAt = now + Gather, cancel);
        }
    }

    private Task SettleAsync(IReadOnlyList<Letter> letters, Action<Letter> change, CancellationToken cancel)
    {
        var ids = letters.Select(l => l.Id).ToList();
        return gate.RunAsync(async db =>
        {
            foreach (var letter in await db.Letters.Where(l => ids.Contains(l.Id)).ToListAsync(cancel))
            {
                change(letter);
            }

            await db.SaveChangesAsync(cancel);
        }, CancellationToken.None);
    }

    private static void Postpone(Letter letter, DateTimeOffset now)
    {
        letter.Attempts++;
        var wait = TimeSpan.FromMinutes(Math.Pow(2, letter.Attempts - 1));
        letter.DueAt = letter.Attempts >= MostAttempts ? null : now + (wait < LongestWait ? wait : LongestWait);
    }

    private string NotTaken(User to, Exception e) =>
        IdentityText.NotTaken($"{options.Value.Host}:{options.Value.Port}", to.Email, (int?)(e as SmtpCommandException)?.StatusCode, e.Message);

    private MimeMessage Mail(Bundle bundle)
    {
        var mail = new MimeMessage { Subject = Subject(bundle), Body = new TextPart(TextFormat.Plain) { Text = Text(bundle.Say) } };
        mail.From.Add(MailboxAddress.Parse(options.Value.From));
        mail.To.Add(new MailboxAddress(bundle.User.Name, bundle.User.Email!));
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    private static string Subject(Bundle bundle)
    {
        var place = bundle.Say.Select(m => m.Now.OrganizationId).Distinct().ToList() is [{ } only] && bundle.Names.TryGetValue(only, out var name) ? name : "TaskHub";
        var first = bundle.Say[0].Now.Title;
        var line = $"[{place}] {(bundle.Say.Count > 1 ? IdentityText.SeveralLetters(first, bundle.Say.Count - 1) : first)}";
        return string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c));
    }

    // For a text client: no markup, short lines, one link on a line of its own.
    private string Text(IReadOnlyList<Matter> matters)
    {
        var text = new StringBuilder();
        foreach (var (letter, before) in matters)
        {
            text.Append(letter.Title).Append('\n').Append(new string('-', Math.Min(LineLength, letter.Title.Length))).Append('\n');
            Wrap(text, $"{IdentityText.LetterTime(letter.CreatedAt)}. {letter.Text}");
            if (before.Count > 0)
            {
                text.Append('\n').Append(IdentityText.Earlier).Append('\n');
                foreach (var earlier in before)
                {
                    Wrap(text, $"- {IdentityText.LetterTime(earlier.CreatedAt)}: {earlier.Title}");
                }
            }

            text.Append('\n').Append(url.For(letter.Path)).Append("\n\n");
        }

        text.Append("-- \n").Append(IdentityText.WhyThisMail).Append('\n');
        foreach (var place in matters.Select(m => m.Now.OrganizationId).OfType<long>().Distinct())
        {
            text.Append(url.For($"/app/organization/{place}/web_hooks/notifications")).Append('\n');
        }

        return text.ToString();
    }

    private static void Wrap(StringBuilder text, string words)
    {
        var length = 0;
        foreach (var word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (length > 0 && length + 1 + word.Length > LineLength)
            {
                text.Append('\n');
                length = 0;
            }
            else if (length > 0)
            {
                text.Append(' ');
                length++;
            }

            text.Append(word);
            length += word.Length;
        }

        text.Append('\n');
    }

    private sealed record Bundle(
        User User, IReadOnlyList<Letter> Going, IReadOnlyList<Letter> Later, IReadOnlyList<Matter> Say, IReadOnlyDictionary<long, string> Names);
}
