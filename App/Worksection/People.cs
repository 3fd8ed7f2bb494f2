using System.Text.Json.Nodes;
using TaskHub.Identity;
using TaskHub.Organizations;

namespace TaskHub.Worksection;

/// <summary>Reads who belongs to an organization.</summary>
internal sealed class People(FindMembers find, Actors actors)
{
    public async Task<Roster> OfAsync(Question question)
    {
        var found = await find.RunAsync(question.Actor, question.OrganizationId, question.Cancel);
        return found.Ok ? new Roster(found.Value) : throw Refusal.Of(found.Failure, Refusal.Hash);
    }

    /// <summary>Who does it: the person of <c>email_user_from</c> with that person's rights, else the administrator who made the key.</summary>
    public async Task<Actor> ActorAsync(Question question, Roster roster)
    {
        const string from = "email_user_from";
        if (!question.Given.Has(from))
        {
            return question.Actor;
        }

        var member = roster.ByEmail(question.Given.Text(from)!) ?? throw Refusal.Email(from);
        var named = await actors.FindAsync(member.Person.Id, question.OrganizationId, cancel: question.Cancel) ?? throw Refusal.Email(from);
        return named with { From = question.Actor.From, Via = question.Actor.Via };
    }
}

/// <summary>The members of an organization, as Worksection's answers name them.</summary>
internal sealed class Roster(IReadOnlyList<Member> members)
{
    private readonly Dictionary<long, Member> byId = members.ToDictionary(m => m.Person.Id);

    public IReadOnlyList<Member> Members => members;

    public Member? ByEmail(string email) =>
        members.FirstOrDefault(m => string.Equals(m.Person.Email, email.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>A person; of one who has left only the id is known.</summary>
    public JsonObject Show(long id) => byId.TryGetValue(id, out var member) ? Show(member.Person) : Show(Shapes.Id(id), "", "");

    public static JsonObject Show(Person person) => Show(Shapes.Id(person.Id), person.Email, person.Name);

    /// <summary>Worksection's stand-in for nobody; its own ids for it, 1 and 2, are those of real people here.</summary>
    public static JsonObject Nobody(string name) => Show("0", "NOONE", name);

    /// <summary>The person whom <c>email_user_to</c> names, or null for Worksection's ANY and NOONE.</summary>
    public long? Executive(string email) => email.Trim() is "ANY" or "NOONE" or ""
        ? null
        : (ByEmail(email) ?? throw Refusal.Email("email_user_to")).Person.Id;

    private static JsonObject Show(string id, string email, string name) => new() { ["id"] = id, ["email"] = email, ["name"] = name };
}
