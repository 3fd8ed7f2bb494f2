using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Organizations;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Walls;

/// <summary>The audit tells who did what, and nothing takes a word back.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private HubDatabase hub = null!;

    public async ValueTask InitializeAsync() => hub = await HubDatabase.CreateAsync(b => b.AddOrganizations());

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task What_is_done_to_members_roles_invitations_and_tokens_is_one_entry_each()
    {
        var ada = await hub.Ada() with { From = "192.0.2.7", Via = "browser" };
        var project = await hub.ProjectAsync();
        await Ok(hub.Get<ChangeMember>().RunAsync(ada, hub.Acme, hub.PaulId, new(Role.External, [])));
        await Ok(hub.Get<InviteGuest>().RunAsync(ada, project.Id, hub.PaulId));
        await Ok(hub.Get<RemoveGuest>().RunAsync(ada, project.Id, hub.PaulId));
        await Ok(hub.Get<IssueResetLink>().RunAsync(ada, hub.Acme, hub.EvaId));
        var invitation = await Ok(hub.Get<Invite>().RunAsync(ada, hub.Acme, "new@example.org", Role.Participant, []));
        await Ok(hub.Get<WithdrawInvitation>().RunAsync(ada, hub.Acme, invitation.Id));
        await Ok(hub.Get<AddMember>().RunAsync(ada, hub.Acme, new(null, "grace@example.org", "Grace", Role.Participant, [])));
        await Ok(hub.Get<RequestAdministration>().RunAsync(await hub.Eva(), hub.Acme));
        var request = Assert.Single(await Ok(hub.Get<FindRequests>().RunAsync(ada, hub.Acme)));
        await Ok(hub.Get<DecideRequest>().RunAsync(ada, hub.Acme, request.Id, grant: false));
        await Ok(hub.Get<RemoveMember>().RunAsync(ada, hub.Acme, hub.PaulId));
        var token = await Ok(hub.Get<CreateAccessToken>().RunAsync(ada, new(hub.Acme, "Nightly")));
        await Ok(hub.Get<RevokeAccessToken>().RunAsync(ada, token.Id));
        await Ok(hub.Get<EditOrganization>().RunAsync(ada, hub.Acme, "Acme Works"));

        var entries = await Ok(hub.Get<FindAudit>().RunAsync(ada, hub.Acme, new()));

        Assert.Equal(
            [
                Acts.OrganizationRenamed, Acts.TokenRevoked, Acts.TokenCreated, Acts.MemberRemoved, Acts.AdministrationRefused, Acts.AdministrationRequested,
                Acts.MemberAdded, Acts.InvitationWithdrawn, Acts.Invited, Acts.ResetLinkIssued, Acts.GuestRemoved, Acts.GuestInvited, Acts.MemberChanged,
            ],
            entries.Select(e => e.Act));
        var changed = entries[^1];
        Assert.Equal(
            (hub.AdaId, "Ada", "Paul", "participant → external", "192.0.2.7", "browser", hub.Time.GetUtcNow()),
            (changed.UserId, changed.Who, changed.Subject, changed.Detail, changed.Address, changed.Via, changed.At));
        Assert.DoesNotContain(entries, e => $"{e.Subject}{e.Detail}".Contains(token.Text, StringComparison.Ordinal));
        Assert.All(typeof(Acts).GetFields().Select(f => (string)f.GetRawConstantValue()!), act =>
        {
            Assert.NotEqual(act, Acts.Words(act));
            Assert.Contains(Acts.Kinds, k => act.StartsWith(k.Kind + ".", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task What_was_refused_leaves_no_entry_of_the_act()
    {
        var paul = await hub.Paul();

        Assert.False((await hub.Get<ChangeMember>().RunAsync(paul, hub.Acme, hub.EvaId, new(Role.Administrator, null))).Ok);
        Assert.False((await hub.Get<RemoveMember>().RunAsync(await hub.Ada(), hub.Acme, hub.AdaId)).Ok);

        Assert.Empty(await Ok(hub.Get<FindAudit>().RunAsync(await hub.Ada(), hub.Acme, new())));
    }

    [Fact]
    public async Task An_entry_is_of_the_transaction_of_its_act()
    {
        var ada = await hub.Ada();
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Get<WriteGate>().RunAsync(async db =>
        {
            db.Audit(ada, hub.Acme, Acts.MemberAdded, "Nobody");
            await db.SaveChangesAsync();
            throw new InvalidOperationException("It fails after the save.");
        }));

        Assert.Empty(await Ok(hub.Get<FindAudit>().RunAsync(ada, hub.Acme, new())));
    }

    [Theory]
    [InlineData("""UPDATE "AuditEntries" SET "Who" = 'Nobody'""")]
    [InlineData("""UPDATE "AuditEntries" SET "At" = 0""")]
    [InlineData("""DELETE FROM "AuditEntries" """)]
    public async Task The_database_itself_refuses_to_change_or_to_forget_an_entry(string sql)
    {
        await NoteAsync("Acme");

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => hub.Get<WriteGate>().RunAsync(db => db.Database.ExecuteSqlRawAsync(sql)));

        Assert.Single(await Ok(hub.Get<FindAudit>().RunAsync(await hub.Ada(), hub.Acme, new())));
    }

    [Fact]
    public async Task Entries_older_than_a_year_are_forgotten_and_no_others()
    {
        await NoteAsync("Young");
        await hub.Get<WriteGate>().RunAsync(db => db.Database.ExecuteSqlRawAsync(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)
            INSERT INTO "AuditEntries" ("At", "OrganizationId", "Who", "Act") SELECT 1000 + i, 1, 'Old', 'member.added' FROM n
            """));

        Assert.Equal(1200, await hub.Get<KeepAudit>().PruneAsync());

        Assert.Equal("Young", Assert.Single(await Ok(hub.Get<FindAudit>().RunAsync(await hub.Ada(), hub.Acme, new()))).Subject);
    }

    [Fact]
    public async Task A_name_with_line_breaks_stays_one_line_and_a_formula_stays_text()
    {
        await NoteAsync("Eve\r\nAda;deleted the audit\u2028x");
        var line = Assert.Single(await Ok(hub.Get<FindAudit>().RunAsync(await hub.Ada(), hub.Acme, new())));

        Assert.DoesNotContain(line.Subject!, char.IsControl);
        Assert.Equal(3, AuditSheet.Write([line]).Split("\r\n").Length);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData(" =1", "' =1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("=HYPERLINK(\"http://evil\",\"x\")", "\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a;=1", "\"a;'=1\"")]
    [InlineData("\uFF1D1+1", "'\uFF1D1+1")]
    [InlineData("plain", "plain")]
    public void A_cell_is_never_a_formula(string text, string cell) => Assert.Equal(cell, AuditSheet.Cell(text));

    [Fact]
    public async Task Administrators_read_it_and_nobody_else()
    {
        await NoteAsync("Acme");
        var find = hub.Get<FindAudit>();

        Assert.Equal(FailureKind.NotFound, (await find.RunAsync(await hub.Otto(), hub.Acme, new())).Failure!.Kind);
        Assert.Equal(FailureKind.Forbidden, (await find.RunAsync(await hub.Paul(), hub.Acme, new())).Failure!.Kind);
        Assert.Equal(FailureKind.Forbidden, (await find.RunAsync(await hub.Eva(), hub.Acme, new())).Failure!.Kind);
        Assert.Equal(FailureKind.Forbidden, (await find.RunAsync(await hub.Ada() with { Scopes = Scopes.Read }, hub.Acme, new())).Failure!.Kind);
        Assert.Empty(await Ok(find.RunAsync(await hub.Otto(), hub.Other, new())));
    }

    [Fact]
    public async Task That_of_a_deleted_organization_is_for_the_operator_and_nobody_else()
    {
        await NoteAsync("Acme");
        await hub.Get<OpenSessions>().StartAsync(hub.PaulId, "Firefox on Linux", "192.0.2.1");
        var found = hub.Get<FindDeletedOrganizations>();
        var op = await hub.Otto() with { IsOperator = true };
        Assert.Equal(FailureKind.NotFound, (await hub.Get<FindAudit>().RunAsync(op, hub.Acme, new())).Failure!.Kind);

        await Ok(hub.Get<DeleteOrganization>().RunAsync(await hub.Ada(), hub.Acme));

        var acts = (await Ok(hub.Get<FindAudit>().RunAsync(op, hub.Acme, new()))).Select(e => e.Act).ToList();
        Assert.Equal([Acts.OrganizationDeleted, Acts.MemberRemoved, Acts.MemberRemoved, Acts.MemberRemoved, Acts.SignedIn, Acts.MemberAdded], acts);
        Assert.Equal((hub.Acme, "Acme", "Ada"), (await found.RunAsync(op)).Select(o => (o.Id, o.Name, o.By)).Single());
        Assert.Equal(FailureKind.Forbidden, (await hub.Get<FindAudit>().RunAsync(op with { Scopes = Scopes.Read }, hub.Acme, new())).Failure!.Kind);
        foreach (var stranger in new[] { await hub.Ada(), await hub.Otto() })
        {
            Assert.Equal(FailureKind.NotFound, (await hub.Get<FindAudit>().RunAsync(stranger, hub.Acme, new())).Failure!.Kind);
            Assert.Empty(await found.RunAsync(stranger));
        }
    }

    [Fact]
    public async Task Sign_ins_and_failures_of_members_are_in_it_and_those_of_others_are_not()
    {
        await hub.Get<OpenSessions>().StartAsync(hub.PaulId, "Firefox on Linux", "192.0.2.1");
        await hub.Get<OpenSessions>().StartAsync(hub.OttoId, "Firefox on Linux", "192.0.2.2");
        for (var i = 0; i < CheckPassword.FailuresToLock; i++)
        {
            await hub.Get<CheckPassword>().RunAsync("paul@example.org", "wrong", "192.0.2.3");
        }

        await hub.Get<KeepAudit>().RefusedAsync(await hub.Paul(), hub.Acme, "GET /app/organization/1/settings");
        await hub.Get<KeepAudit>().RefusedAsync(await hub.Paul(), hub.Acme, "GET /app/organization/1/settings");
        await hub.Get<KeepAudit>().RefusedAsync(await hub.Otto(), hub.Acme, "GET /app/organization/1/settings");

        var entries = await Ok(hub.Get<FindAudit>().RunAsync(await hub.Ada(), hub.Acme, new()));

        Assert.Equal([Acts.Refused, Acts.Locked, .. Enumerable.Repeat(Acts.SignInFailed, 5), Acts.SignedIn], entries.Select(e => e.Act));
        Assert.All(entries, e => Assert.Equal(hub.PaulId, e.UserId));
        Assert.Equal([Acts.Refused], (await Ok(hub.Get<FindAudit>().RunAsync(await hub.Ada(), hub.Acme, new("refusal")))).Select(e => e.Act));
        Assert.Equal(6, (await Ok(hub.Get<FindAudit>().RunAsync(await hub.Ada(), hub.Acme, new(Text: "192.0.2.3")))).Count);
        Assert.Equal(2, (await Ok(hub.Get<FindAudit>().RunAsync(await hub.Ada(), hub.Acme, new(), entries[1].Id, 2))).Count);
    }

    [Fact]
    public async Task A_wrong_password_of_somebody_who_is_signed_in_is_not_called_a_sign_in()
    {
        Assert.False((await hub.Get<EditAccount>().ChangePasswordAsync(await hub.Paul(), "wrong", "a stone, a leaf, a door")).Ok);

        var entry = Assert.Single(await Ok(hub.Get<FindAudit>().RunAsync(await hub.Ada(), hub.Acme, new())));

        Assert.Equal((Acts.ProofFailed, "Paul"), (entry.Act, entry.Who));
    }

    [Fact]
    public async Task What_somebody_did_with_their_account_while_they_were_a_member_stays_after_they_left()
    {
        var day = TimeSpan.FromDays(1);
        await SignInAsync("the member");
        hub.Time.Advance(day);
        await Ok(hub.Get<RemoveMember>().RunAsync(await hub.Ada(), hub.Acme, hub.PaulId));
        hub.Time.Advance(day);
        await SignInAsync("the stranger");
        hub.Time.Advance(day);
        await Ok(hub.Get<AddMember>().RunAsync(await hub.Ada(), hub.Acme, new(null, "paul@example.org", null, Role.Participant, [])));
        hub.Time.Advance(day);
        await SignInAsync("the member again");

        async Task<List<string>> SeenAsync() =>
            [.. (await Ok(hub.Get<FindAudit>().RunAsync(await hub.Ada(), hub.Acme, new("account")))).Select(e => e.Detail!)];
        Assert.Equal(["the member again", "the member"], await SeenAsync());

        await Ok(hub.Get<RemoveMember>().RunAsync(await hub.Paul(), hub.Acme, hub.PaulId));
        Assert.Equal(["the member again", "the member"], await SeenAsync());
        Assert.Empty(await Ok(hub.Get<FindAudit>().RunAsync(await hub.Otto(), hub.Other, new())));

        Task SignInAsync(string device) => hub.Get<OpenSessions>().StartAsync(hub.PaulId, device, null);
    }

    [Fact]
    public async Task The_sheet_says_who_by_name_id_and_address_and_what_in_words()
    {
        await NoteAsync("Grace, of course");
        var sheet = AuditSheet.Write(await Ok(hub.Get<FindAudit>().RunAsync(await hub.Ada() with { From = "192.0.2.7" }, hub.Acme, new()))).Split("\r\n");

        Assert.Equal("id,at,who,who_id,who_email,act,what,subject,detail,address,via", sheet[0]);
        Assert.EndsWith($",Ada,{hub.AdaId},ada@example.org,member.added,Member added,\"Grace, of course\",,,", sheet[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_name_turns_the_text_beside_it_around()
    {
        const string turned = "safe\u202Egpj.exe\u2066 \u05D0\u200F";
        var ada = await hub.Ada();
        var project = await Ok(hub.Get<CreateProject>().RunAsync(ada, new(hub.Acme, turned)));
        var task = await Ok(hub.Get<CreateTask>().RunAsync(ada, new(project.Id, turned) { Labels = [turned] }));
        var token = await Ok(hub.Get<CreateAccessToken>().RunAsync(ada, new(hub.Acme, turned)));
        await Ok(hub.Get<AddMember>().RunAsync(ada, hub.Acme, new(null, "eve@example.org", turned, Role.Participant, [])));
        await Ok(hub.Get<EditAccount>().RenameAsync(ada, turned));

        // The mark of a name in Hebrew stays.
        const string plain = "safegpj.exe \u05D0\u200F";
        var names = (await Ok(hub.Get<FindMembers>().RunAsync(ada, hub.Acme))).Select(m => m.Person.Name).ToList();
        Assert.Equal((plain, plain, plain), (project.Name, task.Name, Assert.Single(task.Labels)));
        Assert.Equal(2, names.Count(n => n == plain));
        Assert.Equal(plain, (await Ok(hub.Get<FindAccessTokens>().RunAsync(ada, hub.Acme))).Single(t => t.Id == token.Id).Name);
        Assert.Equal(FailureKind.Invalid, (await hub.Get<CreateTask>().RunAsync(ada, new(project.Id, "\u202E\u202C"))).Failure!.Kind);
        Assert.False(Emails.IsAddress("ada\u202E@example.org"));
    }

    private async Task NoteAsync(string subject)
    {
        var ada = await hub.Ada();
        await hub.Get<WriteGate>().RunAsync(async db =>
        {
            db.Audit(ada, hub.Acme, Acts.MemberAdded, subject);
            await db.SaveChangesAsync();
        });
    }

    private static async Task<T> Ok<T>(Task<Result<T>> act)
    {
        var result = await act;
        Assert.True(result.Ok, result.Failure?.Message);
        return result.Value;
    }
}
