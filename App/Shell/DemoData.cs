using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Organizations;
using TaskHub.Projects;

namespace TaskHub;

/// <summary>Fills the demonstration's database, as people would: through the verbs.</summary>
internal sealed class DemoData(
    SetUp setUp, Actors actors, AddMember addMember, RequestAdministration request, Invite invite, InviteGuest inviteGuest, DemoPast past,
    WriteGate gate)
{
    /// <summary>Everyone who may edit, the operator first; known once the database is filled.</summary>
    public IReadOnlyList<Actor> People { get; private set; } = [];

    public long OrganizationId { get; private set; }

    public IReadOnlyList<long> ProjectIds { get; private set; } = [];

    public async Task FillAsync()
    {
        var first = DemoText.People[0];
        var made = (await setUp.RunAsync(new(first.Name, first.Email, DemoText.Password, DemoText.Organization))).Value;
        OrganizationId = made.OrganizationId;
        var operatorOfHub = await ActorAsync(made.UserId);
        var people = new List<Actor> { operatorOfHub };
        foreach (var person in DemoText.People.Skip(1))
        {
            var member = (await addMember.RunAsync(operatorOfHub, OrganizationId, new(null, person.Email, person.Name, person.Role, []))).Value;
            people.Add(await ActorAsync(member.UserId));
        }

        await GivePasswordsAsync(made.UserId);
        People = [.. people.Where(person => person.IsParticipant(OrganizationId))];
        ProjectIds = await past.HappenAsync(OrganizationId, People);

        foreach (var guest in people.Except(People))
        {
            _ = (await inviteGuest.RunAsync(operatorOfHub, ProjectIds[0], guest.UserId)).Value;
        }

        _ = (await request.RunAsync(People[2], OrganizationId)).Value;
        _ = (await invite.RunAsync(operatorOfHub, OrganizationId, "elena@acme.example", Role.Participant, [])).Value;
    }

    private async Task<Actor> ActorAsync(long id) =>
        await actors.FindAsync(id) ?? throw new InvalidOperationException("A person who has just been made is gone.");

    // Hashing a password is slow by design, and the one that everybody shares is hashed already.
    private Task GivePasswordsAsync(long from) => gate.RunAsync(async db =>
    {
        var hash = await db.Users.Where(u => u.Id == from).Select(u => u.PasswordHash).SingleAsync();
        await db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, hash));
    });
}
