using Microsoft.EntityFrameworkCore;
using TaskHub.Identity;
using TaskHub.Organizations;
using TaskHub.Projects;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Organizations;

public sealed class OrganizationsTests : IAsyncLifetime
{
    private HubDatabase hub = null!;

    public async ValueTask InitializeAsync() => hub = await HubDatabase.CreateAsync(b => b.AddOrganizations());

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_request_is_seen_granted_and_gone()
    {
        await hub.Get<RequestAdministration>().RunAsync(await hub.Paul(), hub.Acme);
        var twice = await hub.Get<RequestAdministration>().RunAsync(await hub.Paul(), hub.Acme);

        Assert.Equal(OrganizationsText.AlreadyRequested, twice.Failure?.Message);
        Assert.Equal(1, Assert.Single(await hub.Get<FindOrganizations>().RunAsync(await hub.Ada())).Waiting);
        Assert.Equal(0, Assert.Single(await hub.Get<FindOrganizations>().RunAsync(await hub.Paul())).Waiting);
        Assert.NotNull(Assert.Single(await hub.Get<ManageOrganizations>().RunAsync(await hub.Paul())).RequestedAt);

        var request = Assert.Single((await hub.Get<FindRequests>().RunAsync(await hub.Ada(), hub.Acme)).Value);
        Assert.True((await hub.Get<DecideRequest>().RunAsync(await hub.Ada(), hub.Acme, request.Id, grant: true)).Ok);

        Assert.True((await hub.Paul()).IsAdministrator(hub.Acme));
        Assert.Equal(
            OrganizationsText.AlreadyDecided,
            (await hub.Get<DecideRequest>().RunAsync(await hub.Ada(), hub.Acme, request.Id, grant: false)).Failure?.Message);
        Assert.Equal(["Ada", "Paul"], Assert.Single(await hub.Get<ManageOrganizations>().RunAsync(await hub.Eva())).Administrators.Select(p => p.Name));
    }

    [Fact]
    public async Task A_refused_request_changes_nothing_and_may_be_repeated()
    {
        await hub.Get<RequestAdministration>().RunAsync(await hub.Eva(), hub.Acme);
        var request = Assert.Single((await hub.Get<FindRequests>().RunAsync(await hub.Ada(), hub.Acme)).Value);

        await hub.Get<DecideRequest>().RunAsync(await hub.Ada(), hub.Acme, request.Id, grant: false);

        Assert.Equal(Role.External, (await hub.Eva()).Roles[hub.Acme]);
        var overview = Assert.Single(await hub.Get<ManageOrganizations>().RunAsync(await hub.Eva()));
        Assert.Null(overview.RequestedAt);
        Assert.Equal(hub.Time.GetUtcNow(), overview.RefusedAt);
        Assert.True((await hub.Get<RequestAdministration>().RunAsync(await hub.Eva(), hub.Acme)).Ok);
    }

    [Fact]
    public async Task An_organization_with_projects_is_not_deleted_and_an_empty_one_leaves_no_row()
    {
        var project = await hub.ProjectAsync();
        await hub.TaskAsync(project.Id);
        await hub.Get<Invite>().RunAsync(await hub.Ada(), hub.Acme, "new@example.org", Role.Participant, []);
        await hub.Get<RequestAdministration>().RunAsync(await hub.Paul(), hub.Acme);
        await hub.Get<CreateAccessToken>().RunAsync(await hub.Ada(), new(hub.Acme, "Script"));

        var full = await hub.Get<DeleteOrganization>().RunAsync(await hub.Ada(), hub.Acme);
        await hub.Get<DeleteProject>().RunAsync(await hub.Ada(), project.Id);
        var empty = await hub.Get<DeleteOrganization>().RunAsync(await hub.Ada(), hub.Acme);

        Assert.Equal((FailureKind.Conflict, OrganizationsText.StillHasProjects(1)), (full.Failure!.Kind, full.Failure.Message));
        Assert.True(empty.Ok);
        Assert.Empty((await hub.Ada()).Organizations);
        Assert.Equal(["7 AuditEntries"], await RowsOfAsync(hub.Acme));
        Assert.NotEmpty(await RowsOfAsync(hub.Other));
    }

    [Fact]
    public async Task Whoever_creates_an_organization_administers_it_but_a_bound_token_creates_none()
    {
        var made = await hub.Get<CreateOrganization>().RunAsync(await hub.Eva(), " Evas own ");
        var bound = await hub.Get<Actors>().FindAsync(hub.AdaId, only: hub.Acme);

        Assert.Equal("Evas own", made.Value.Name);
        Assert.True((await hub.Eva()).IsAdministrator(made.Value.Id));
        Assert.Equal(FailureKind.Forbidden, (await hub.Get<CreateOrganization>().RunAsync(bound!, "Another")).Failure?.Kind);
        Assert.Equal(OrganizationsText.NameWanted, (await hub.Get<CreateOrganization>().RunAsync(await hub.Ada(), "  ")).Failure?.Of("name"));
        Assert.Equal(OrganizationsText.NameTooLong, (await hub.Get<CreateOrganization>().RunAsync(await hub.Ada(), new('x', 101))).Failure?.Of("name"));
    }

    [Fact]
    public async Task What_is_for_administrators_is_forbidden_to_members_and_not_there_for_strangers()
    {
        Func<Actor, Task<Failure?>>[] verbs =
        [
            async a => (await hub.Get<EditOrganization>().RunAsync(a, hub.Acme, "Mine")).Failure,
            async a => (await hub.Get<DeleteOrganization>().RunAsync(a, hub.Acme)).Failure,
            async a => (await hub.Get<DeleteOrganization>().LookAsync(a, hub.Acme)).Failure,
            async a => (await hub.Get<FindRequests>().RunAsync(a, hub.Acme)).Failure,
            async a => (await hub.Get<DecideRequest>().RunAsync(a, hub.Acme, 1, grant: true)).Failure,
            async a => (await hub.Get<Invite>().RunAsync(a, hub.Acme, "x@example.org", Role.Administrator, [])).Failure,
            async a => (await hub.Get<FindInvitations>().RunAsync(a, hub.Acme)).Failure,
            async a => (await hub.Get<WithdrawInvitation>().RunAsync(a, hub.Acme, 1)).Failure,
            async a => (await hub.Get<FindProjectNames>().RunAsync(a, hub.Acme)).Failure,
            async a => (await hub.Get<AddMember>().RunAsync(a, hub.Acme, new(null, "x@example.org", null, Role.Administrator, []))).Failure,
            async a => (await hub.Get<ChangeMember>().RunAsync(a, hub.Acme, a.UserId, new(Role.Administrator, null))).Failure,
            async a => (await hub.Get<RemoveMember>().RunAsync(a, hub.Acme, hub.AdaId)).Failure,
            async a => (await hub.Get<IssueResetLink>().RunAsync(a, hub.Acme, hub.AdaId)).Failure,
        ];

        foreach (var verb in verbs)
        {
            Assert.Equal(FailureKind.Forbidden, (await verb(await hub.Paul()))?.Kind);
            Assert.Equal(FailureKind.Forbidden, (await verb(await hub.Eva()))?.Kind);
            Assert.Equal(FailureKind.NotFound, (await verb(await hub.Otto()))?.Kind);
        }

        Assert.Equal(FailureKind.Forbidden, (await hub.Get<FindMembers>().RunAsync(await hub.Eva(), hub.Acme)).Failure?.Kind);
    }

    // Every table with a column OrganizationId, so that one which comes later is not forgotten.
    private async Task<List<string>> RowsOfAsync(long organization)
    {
        await using var db = hub.Open();
        var left = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Where(t => t.FindProperty("OrganizationId") is not null).Select(t => t.GetTableName()!))
        {
            var sql = "SELECT COUNT(*) AS \"Value\" FROM \"" + table + "\" WHERE \"OrganizationId\" = {0}";
            var count = (await db.Database.SqlQueryRaw<long>(sql, organization).ToListAsync())[0];
            if (count > 0)
            {
                left.Add($"{count} {table}");
            }
        }

        return left;
    }
}
