using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Organizations;
using TaskHub.Projects;

namespace TaskHub.Bench.Search;

/// <summary>The one person there is, who administers the one organization.</summary>
internal static class People
{
    public static Task<Actor> MakeAsync(IServiceProvider services) => services.GetRequiredService<WriteGate>().RunAsync(async db =>
    {
        var now = TimeProvider.System.GetUtcNow();
        var person = NewUser.Make("Bench", "bench@example.org", "-", now);
        var organization = new Organization { Name = "Bench", CreatedAt = now, UpdatedAt = now };
        db.AddRange(person, organization);
        await db.SaveChangesAsync();
        db.Add(new Membership { OrganizationId = organization.Id, UserId = person.Id, Role = Role.Administrator, CreatedAt = now });
        await db.SaveChangesAsync();
        return new Actor
        {
            UserId = person.Id,
            Name = person.Name,
            Email = person.Email!,
            Roles = new Dictionary<long, Role> { [organization.Id] = Role.Administrator },
        };
    });
}

/// <summary>Tasks and comments of words that are as unevenly common as those of a language, the same ones at every run.</summary>
internal sealed class Texts(int tasks)
{
    private const int Projects = 20;
    private const int Words = 20_000;

    private readonly Random random = new(7);
    private readonly string[] words = Vocabulary();

    public IReadOnlyList<(string What, string Words)> Questions =>
    [
        ("one task", "zanzibar"),
        ("a rare word", words[Words / 2]),
        ("a word of one text in ten", words[60]),
        ("a word of most texts", words[0]),
        ("two words", $"{words[3]} {words[40]}"),
        ("four words", $"{words[1]} {words[5]} {words[20]} {words[90]}"),
        ("a part of a word", words[200][1..]),
        ("three letters", words[0][..3]),
        ("a word that stands nowhere", "qqqqxxxx"),
    ];

    public async Task FillAsync(IServiceProvider services)
    {
        var gate = services.GetRequiredService<WriteGate>();
        var actor = new Actor { UserId = 1, Name = "Bench", Email = "", Roles = new Dictionary<long, Role> { [1] = Role.Administrator } };
        for (var i = 0; i < Projects; i++)
        {
            _ = (await services.GetRequiredService<CreateProject>().RunAsync(actor, new NewProject(1, $"Project {i + 1}"))).Value;
        }

        const int batch = 2_000;
        for (var from = 0; from < tasks; from += batch)
        {
            await gate.RunAsync(db => FillAsync(db, from + 1, Math.Min(from + batch, tasks)));
        }
    }

    private async Task FillAsync(AppDbContext db, int first, int last)
    {
        var now = TimeProvider.System.GetUtcNow();
        var lists = await db.TaskLists.OrderBy(l => l.Id).GroupBy(l => l.ProjectId).Select(g => new { g.Key, First = g.Min(l => l.Id) }).ToDictionaryAsync(l => l.Key, l => l.First);
        for (var id = first; id <= last; id++)
        {
            var project = (id % Projects) + 1;
            db.Add(new Tasks.TaskItem
            {
                Id = id,
                OrganizationId = 1,
                ProjectId = project,
                TaskListId = lists[project],
                Name = Text(6) + (id == tasks / 2 ? " zanzibar" : ""),
                Description = Text(40),
                UserId = 1,
                Position = id,
                CreatedAt = now.AddSeconds(id - tasks),
                UpdatedAt = now.AddSeconds(random.Next(tasks) - tasks),
            });
            foreach (var comment in new[] { (2L * id) - 1, 2L * id })
            {
                db.Add(new Comments.Comment { Id = comment, OrganizationId = 1, TaskId = id, Body = Text(25), UserId = 1, CreatedAt = now, UpdatedAt = now });
            }
        }

        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }

    private string Text(int length) => string.Join(' ', Enumerable.Range(0, length).Select(_ => words[Rank()]));

    // Zipf's law, roughly: the n-th word is as common as 1/n.
    private int Rank() => (int)Math.Pow(Words, random.NextDouble()) - 1;

    private static string[] Vocabulary()
    {
        var random = new Random(3);
        string[] heads = ["b", "br", "c", "d", "f", "gr", "h", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr", "v", "w"];
        string[] vowels = ["a", "e", "i", "o", "u", "ea", "ou"];
        string[] tails = ["", "n", "r", "s", "t", "l", "nd", "ck"];
        var words = new HashSet<string>(StringComparer.Ordinal);
        while (words.Count < Words)
        {
            words.Add(string.Concat(Enumerable.Range(0, random.Next(2, 4)).Select(_ => heads[random.Next(heads.Length)] + vowels[random.Next(vowels.Length)] + tails[random.Next(tails.Length)])));
        }

        return [.. words];
    }
}
