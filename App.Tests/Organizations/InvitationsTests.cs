using TaskHub.Identity;
using TaskHub.Organizations;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Organizations;

public sealed class InvitationsTests : IAsyncLifetime
{
    private const string Password = "a lamp, a bell, a boat";
    private HubDatabase hub = null!;

    public async ValueTask InitializeAsync() => hub = await HubDatabase.CreateAsync(b => b.AddOrganizations());

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_new_person_joins_with_an_account_of_their_own()
    {
        var project = await hub.ProjectAsync();
        var other = await hub.ProjectAsync("Not theirs");
        var code = await InviteAsync("grace@example.org", Role.External, project.Id);

        var made = await hub.Get<AcceptInvitation>().WithNewAccountAsync(code, " Grace Hopper ", Password);

        var grace = await hub.ActorAsync(made.Value.UserId);
        Assert.Equal(("Grace Hopper", "grace@example.org"), (grace.Name, grace.Email));
        Assert.Equal((Role.External, true, false), (grace.Roles[hub.Acme], grace.Sees(hub.Acme, project.Id), grace.Sees(hub.Acme, other.Id)));
        Assert.Equal(grace.UserId, await hub.Get<CheckPassword>().RunAsync("grace@example.org", Password));
    }

    [Fact]
    public async Task An_invitation_works_once()
    {
        var code = await InviteAsync("grace@example.org");
        await hub.Get<AcceptInvitation>().WithNewAccountAsync(code, "Grace", Password);

        var again = await hub.Get<AcceptInvitation>().RunAsync(await hub.Otto(), code);

        Assert.Equal(OrganizationsText.InvitationUsed, again.Failure?.Message);
        Assert.False((await hub.Otto()).IsMember(hub.Acme));
    }

    [Fact]
    public async Task Somebody_who_is_signed_in_joins_as_themselves()
    {
        var code = await InviteAsync("otto.private@example.org", Role.Administrator);

        Assert.Equal(hub.Acme, (await hub.Get<AcceptInvitation>().RunAsync(await hub.Otto(), code)).Value);

        Assert.True((await hub.Otto()).IsAdministrator(hub.Acme));
    }

    [Fact]
    public async Task A_member_who_is_invited_again_keeps_the_higher_role()
    {
        await hub.Get<AcceptInvitation>().RunAsync(await hub.Paul(), await InviteAsync("x@example.org", Role.External));
        Assert.Equal(Role.Participant, (await hub.Paul()).Roles[hub.Acme]);

        await hub.Get<AcceptInvitation>().RunAsync(await hub.Eva(), await InviteAsync("y@example.org", Role.Participant));
        Assert.Equal(Role.Participant, (await hub.Eva()).Roles[hub.Acme]);
    }

    [Fact]
    public async Task Old_withdrawn_and_made_up_links_say_so()
    {
        var old = await InviteAsync("old@example.org");
        hub.Time.Advance(TimeSpan.FromDays(7));
        var withdrawn = await InviteAsync("withdrawn@example.org");
        var pending = Assert.Single((await hub.Get<FindInvitations>().RunAsync(await hub.Ada(), hub.Acme)).Value);
        await hub.Get<WithdrawInvitation>().RunAsync(await hub.Ada(), hub.Acme, pending.Id);
        var look = hub.Get<LookAtInvitation>();

        Assert.Equal(OrganizationsText.InvitationExpired, (await look.RunAsync(old)).Failure?.Message);
        Assert.Equal(OrganizationsText.InvitationUnknown, (await look.RunAsync(withdrawn)).Failure?.Message);
        Assert.Equal(OrganizationsText.InvitationUnknown, (await look.RunAsync("1")).Failure?.Message);
        Assert.Equal(OrganizationsText.InvitationUnknown, (await look.RunAsync(null)).Failure?.Message);
        Assert.False((await hub.Get<AcceptInvitation>().RunAsync(await hub.Otto(), old)).Ok);
    }

    [Fact]
    public async Task Nobody_takes_over_an_account_by_an_invitation_to_its_address()
    {
        var code = await InviteAsync("otto@example.org");

        var taken = await hub.Get<AcceptInvitation>().WithNewAccountAsync(code, "Not Otto", Password);

        Assert.Equal(IdentityText.EmailTaken, taken.Failure?.Message);
        Assert.True((await hub.Get<LookAtInvitation>().RunAsync(code)).Value.HasAccount);
    }

    [Fact]
    public async Task Nobody_is_invited_twice_however_the_address_is_written_but_again_once_it_was_withdrawn()
    {
        await InviteAsync("ELENA@example.org");
        var ada = await hub.Ada();

        var twice = await hub.Get<Invite>().RunAsync(ada, hub.Acme, "elena@example.org", Role.External, []);

        Assert.Contains("ELENA@example.org is invited already", twice.Failure?.Of("email"), StringComparison.Ordinal);
        var open = Assert.Single((await hub.Get<FindInvitations>().RunAsync(ada, hub.Acme)).Value);
        await hub.Get<WithdrawInvitation>().RunAsync(ada, hub.Acme, open.Id);
        Assert.True((await hub.Get<Invite>().RunAsync(ada, hub.Acme, "elena@example.org", Role.External, [])).Ok);
    }

    [Fact]
    public async Task A_link_can_be_copied_again_later()
    {
        await InviteAsync("grace@example.org");

        var pending = Assert.Single((await hub.Get<FindInvitations>().RunAsync(await hub.Ada(), hub.Acme)).Value);

        Assert.True((await hub.Get<LookAtInvitation>().RunAsync(pending.Url.Split('/')[^1])).Ok);
        Assert.Equal(("grace@example.org", "Ada"), (pending.Email, pending.InvitedBy));
    }

    private async Task<string> InviteAsync(string email, Role role = Role.Participant, params long[] projects) =>
        (await hub.Get<Invite>().RunAsync(await hub.Ada(), hub.Acme, email, role, projects)).Value.Url.Split('/')[^1];
}
