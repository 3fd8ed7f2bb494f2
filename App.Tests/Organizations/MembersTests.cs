using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Organizations;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Organizations;

public sealed class MembersTests : IAsyncLifetime
{
    private HubDatabase hub = null!;

    public async ValueTask InitializeAsync() => hub = await HubDatabase.CreateAsync(b => b.AddOrganizations());

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task The_last_administrator_can_neither_leave_nor_step_down()
    {
        var ada = await hub.Ada();

        var leave = await hub.Get<RemoveMember>().RunAsync(ada, hub.Acme, ada.UserId);
        var down = await hub.Get<ChangeMember>().RunAsync(ada, hub.Acme, ada.UserId, new(Role.Participant, null));

        Assert.Equal((FailureKind.Conflict, OrganizationsText.LastAdministrator), (leave.Failure!.Kind, leave.Failure.Message));
        Assert.Equal((FailureKind.Conflict, OrganizationsText.LastAdministrator), (down.Failure!.Kind, down.Failure.Message));
        Assert.True((await hub.Ada()).IsAdministrator(hub.Acme));
    }

    [Fact]
    public async Task Of_two_administrators_who_remove_each_other_at_once_one_stays()
    {
        await hub.Get<ChangeMember>().RunAsync(await hub.Ada(), hub.Acme, hub.PaulId, new(Role.Administrator, null));
        var (ada, paul) = (await hub.Ada(), await hub.Paul());

        var both = await Task.WhenAll(
            hub.Get<RemoveMember>().RunAsync(ada, hub.Acme, paul.UserId), hub.Get<RemoveMember>().RunAsync(paul, hub.Acme, ada.UserId));

        Assert.Single(both, r => r.Ok);
        await using var db = hub.Open();
        Assert.Equal(1, await db.Memberships.CountAsync(m => m.OrganizationId == hub.Acme && m.Role == Role.Administrator));
    }

    [Fact]
    public async Task Whoever_is_removed_keeps_no_way_in()
    {
        var project = await hub.ProjectAsync();
        var ada = await hub.Ada();
        await hub.Get<ChangeMember>().RunAsync(ada, hub.Acme, hub.EvaId, new(null, [project.Id]));
        Assert.True((await hub.Eva()).Sees(hub.Acme, project.Id));
        var token = await hub.Get<CreateAccessToken>().RunAsync(await hub.Eva(), new(hub.Acme, "Script"));

        Assert.True((await hub.Get<RemoveMember>().RunAsync(ada, hub.Acme, hub.EvaId)).Ok);

        var eva = await hub.Eva();
        Assert.False(eva.Sees(hub.Acme, project.Id));
        Assert.Empty(eva.GuestProjects);
        Assert.Null(await hub.Get<TokenCallers>().FindAsync(token.Value.Text, null));
        await hub.Get<AddMember>().RunAsync(ada, hub.Acme, new(null, "eva@example.org", null, Role.External, []));
        Assert.Null(await hub.Get<TokenCallers>().FindAsync(token.Value.Text, null));
        Assert.False((await hub.Eva()).Sees(hub.Acme, project.Id));
    }

    [Fact]
    public async Task The_invitations_of_a_removed_administrator_work_no_more()
    {
        await hub.Get<ChangeMember>().RunAsync(await hub.Ada(), hub.Acme, hub.PaulId, new(Role.Administrator, null));
        var made = await hub.Get<Invite>().RunAsync(await hub.Paul(), hub.Acme, "paul2@example.org", Role.Administrator, []);

        await hub.Get<RemoveMember>().RunAsync(await hub.Ada(), hub.Acme, hub.PaulId);

        Assert.Equal(OrganizationsText.InvitationUnknown, (await hub.Get<LookAtInvitation>().RunAsync(made.Value.Url.Split('/')[^1])).Failure?.Message);
    }

    [Fact]
    public async Task An_external_member_who_becomes_a_participant_sees_every_project()
    {
        var (one, two) = (await hub.ProjectAsync("One"), await hub.ProjectAsync("Two"));
        var change = hub.Get<ChangeMember>();

        await change.RunAsync(await hub.Ada(), hub.Acme, hub.EvaId, new(Role.External, [one.Id]));
        var guest = await hub.Eva();
        await change.RunAsync(await hub.Ada(), hub.Acme, hub.EvaId, new(Role.Participant, null));
        var participant = await hub.Eva();

        Assert.Equal((true, false), (guest.Sees(hub.Acme, one.Id), guest.Sees(hub.Acme, two.Id)));
        Assert.Equal((true, true), (participant.Sees(hub.Acme, one.Id), participant.Sees(hub.Acme, two.Id)));
    }

    [Fact]
    public async Task Nobody_is_let_into_a_project_of_another_organization()
    {
        var foreign = await hub.ProjectAsync("Theirs", await hub.Otto());

        var change = await hub.Get<ChangeMember>().RunAsync(await hub.Ada(), hub.Acme, hub.EvaId, new(null, [foreign.Id]));
        var invite = await hub.Get<Invite>().RunAsync(await hub.Ada(), hub.Acme, "new@example.org", Role.External, [foreign.Id]);

        Assert.Equal(OrganizationsText.UnknownProject, change.Failure?.Of("project_ids"));
        Assert.Equal(OrganizationsText.UnknownProject, invite.Failure?.Of("project_ids"));
    }

    [Fact]
    public async Task A_reset_link_is_not_a_way_into_another_organization()
    {
        var issue = hub.Get<IssueResetLink>();
        var ada = await hub.Ada();
        var invited = (await hub.Get<Invite>().RunAsync(await hub.Otto(), hub.Other, "paul@example.org", Role.Participant, [])).Value;
        await hub.Get<AcceptInvitation>().RunAsync(await hub.Paul(), invited.Url.Split('/')[^1]);

        Assert.True((await issue.RunAsync(ada, hub.Acme, hub.EvaId)).Ok);
        Assert.Equal(OrganizationsText.ResetElsewhere, (await issue.RunAsync(ada, hub.Acme, hub.PaulId)).Failure?.Message);
        Assert.Equal(OrganizationsText.ResetYourself, (await issue.RunAsync(ada, hub.Acme, hub.AdaId)).Failure?.Message);
        Assert.Equal(FailureKind.NotFound, (await issue.RunAsync(ada, hub.Acme, hub.OttoId)).Failure?.Kind);
        Assert.True((await issue.RunAsync(ada with { IsOperator = true }, hub.Acme, hub.PaulId)).Ok);
    }

    [Fact]
    public async Task Whoever_makes_an_account_for_an_address_gets_no_way_into_the_organization_that_adds_it_later()
    {
        var (ada, otto) = (await hub.Ada() with { IsOperator = false }, await hub.Otto());
        await hub.Get<WriteGate>().RunAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.IsOperator, false)));
        var add = hub.Get<AddMember>();
        var squatted = (await add.RunAsync(otto, hub.Other, new(null, "victim@example.org", null, Role.Participant, []))).Value;
        var wanted = new NewMember(null, "victim@example.org", null, Role.Administrator, []);

        Assert.Equal((FailureKind.Conflict, OrganizationsText.MadeElsewhere), (await add.RunAsync(ada, hub.Acme, wanted)).Failure is { } no ? (no.Kind, no.Message) : default);

        // And where the account does join, by its owner's hand or the operator's, the links of before open it no more.
        await hub.Get<WriteGate>().RunAsync(db => db.Users.Where(u => u.Id == ada.UserId).ExecuteUpdateAsync(set => set.SetProperty(u => u.IsOperator, true)));
        var (userId, code) = LinkOf(squatted.InvitationUrl!);
        Assert.NotNull(await hub.Get<ResetPassword>().LookAsync(userId, code));
        Assert.True((await add.RunAsync(ada, hub.Acme, wanted)).Ok);
        Assert.Null(await hub.Get<ResetPassword>().LookAsync(userId, code));
        Assert.Equal(IdentityText.ResetDead, (await hub.Get<ResetPassword>().RunAsync(userId, code, "correct horse battery staple")).Failure?.Message);
    }

    [Fact]
    public async Task A_link_ends_with_the_rights_of_whoever_made_it()
    {
        var ada = await hub.Ada();
        await hub.Get<ChangeMember>().RunAsync(ada, hub.Acme, hub.EvaId, new(Role.Administrator, null));
        var first = LinkOf((await hub.Get<AddMember>().RunAsync(await hub.Eva(), hub.Acme, new(null, "new@example.org", null, Role.Participant, []))).Value.InvitationUrl!);
        var reset = LinkOf((await hub.Get<IssueResetLink>().RunAsync(await hub.Eva(), hub.Acme, hub.PaulId)).Value);
        var look = hub.Get<ResetPassword>();
        Assert.NotNull(await look.LookAsync(first.UserId, first.Code));
        Assert.NotNull(await look.LookAsync(reset.UserId, reset.Code));

        await hub.Get<ChangeMember>().RunAsync(ada, hub.Acme, hub.EvaId, new(Role.Participant, null));

        Assert.Null(await look.LookAsync(first.UserId, first.Code));
        Assert.Equal(IdentityText.ResetDead, (await look.RunAsync(reset.UserId, reset.Code, "a lamp, a bell, a boat")).Failure?.Message);
        await hub.Get<ChangeMember>().RunAsync(ada, hub.Acme, hub.EvaId, new(Role.Administrator, null));
        Assert.True((await look.RunAsync(reset.UserId, reset.Code, "a lamp, a bell, a boat")).Ok);
        await using var db = hub.Open();
        Assert.Contains("Eva", (await db.AuditEntries.SingleAsync(e => e.Act == Acts.PasswordReset)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_added_unasked_by_somebody_who_does_not_answer_for_them_already()
    {
        await hub.Get<WriteGate>().RunAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.IsOperator, false)));
        var add = hub.Get<AddMember>();
        var own = (await hub.Get<CreateOrganization>().RunAsync(await hub.Paul(), "Paul's own")).Value.Id;
        var adas = (await hub.Get<CreateOrganization>().RunAsync(await hub.Ada(), "Ada's own")).Value.Id;
        var (paul, ada) = (await hub.Paul(), await hub.Ada());

        // Or what Ada does with her account would stand in the audit that Paul reads.
        Assert.Equal(OrganizationsText.MadeElsewhere, (await add.RunAsync(paul, own, new(null, "ada@example.org", null, Role.Participant, []))).Failure?.Message);
        Assert.Equal(OrganizationsText.UnknownPerson, (await add.RunAsync(paul, own, new(hub.AdaId, null, null, Role.Participant, []))).Failure?.Of("user_id"));

        Assert.True((await add.RunAsync(ada, adas, new(hub.PaulId, null, null, Role.Participant, []))).Ok);
        Assert.True((await add.RunAsync(ada, adas, new(null, "eva@example.org", null, Role.Participant, []))).Ok);

        // Who was removed may be brought back; who left has to be asked.
        Assert.True((await hub.Get<RemoveMember>().RunAsync(await hub.Ada(), hub.Acme, hub.EvaId)).Ok);
        Assert.True((await add.RunAsync(await hub.Ada(), hub.Acme, new(hub.EvaId, null, null, Role.Participant, []))).Ok);
        foreach (var organization in new[] { hub.Acme, adas })
        {
            Assert.True((await hub.Get<RemoveMember>().RunAsync(await hub.Eva(), organization, hub.EvaId)).Ok);
        }

        Assert.Equal(OrganizationsText.MadeElsewhere, (await add.RunAsync(await hub.Ada(), hub.Acme, new(null, "eva@example.org", null, Role.Participant, []))).Failure?.Message);
    }

    [Fact]
    public async Task An_administrator_who_has_never_chosen_a_password_is_none_to_be_left_alone_with()
    {
        await hub.Get<AddMember>().RunAsync(await hub.Ada(), hub.Acme, new(null, "new@example.org", null, Role.Administrator, []));

        Assert.Equal(OrganizationsText.LastAdministrator, (await hub.Get<RemoveMember>().RunAsync(await hub.Ada(), hub.Acme, hub.AdaId)).Failure?.Message);
    }

    [Fact]
    public async Task Whoever_sits_down_at_an_open_browser_makes_neither_a_way_into_an_account_nor_an_administrator()
    {
        var late = (await hub.Ada()) with { SessionId = 1, ProvedAt = DateTimeOffset.UnixEpoch };

        Assert.Equal(FailureKind.Unproved, (await hub.Get<IssueResetLink>().RunAsync(late, hub.Acme, hub.EvaId)).Failure?.Kind);
        Assert.Equal(FailureKind.Unproved, (await hub.Get<Invite>().RunAsync(late, hub.Acme, "new@example.org", Role.Administrator, [])).Failure?.Kind);
        Assert.Equal(FailureKind.Unproved, (await hub.Get<ChangeMember>().RunAsync(late, hub.Acme, hub.EvaId, new(Role.Administrator, null))).Failure?.Kind);
        Assert.True((await hub.Get<Invite>().RunAsync(late, hub.Acme, "new@example.org", Role.Participant, [])).Ok);
    }

    [Fact]
    public async Task The_key_of_somebody_who_administers_no_more_ends_for_good()
    {
        var ada = await hub.Ada();
        await hub.Get<ChangeMember>().RunAsync(ada, hub.Acme, hub.EvaId, new(Role.Administrator, null));
        await hub.Get<WriteGate>().RunAsync(async db =>
        {
            db.Add(new ApiKey { OrganizationId = hub.Acme, UserId = hub.EvaId, Secret = "sealed", Ending = "abcd", CreatedAt = hub.Time.GetUtcNow() });
            await db.SaveChangesAsync();
        });

        await hub.Get<ChangeMember>().RunAsync(ada, hub.Acme, hub.EvaId, new(Role.Participant, null));

        await using var db = hub.Open();
        Assert.False(await db.ApiKeys.AnyAsync());
        Assert.Contains("…abcd", (await db.AuditEntries.SingleAsync(e => e.Act == Acts.KeyRevoked)).Detail, StringComparison.Ordinal);
    }

    private static (long UserId, string Code) LinkOf(string url)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(url).Query);
        return (long.Parse(query["user"]!, System.Globalization.CultureInfo.InvariantCulture), query["code"]!);
    }
}
