using TaskHub.Api;
using TaskHub.Identity;

namespace TaskHub.Organizations;

public static class OrganizationsApi
{
    public static void MapOrganizations(this IEndpointRouteBuilder api)
    {
        var organizations = api.MapGroup("/organizations");
        organizations.MapGet("/", async (Call call, QueryFields query, Paging paging, ReadOrganizations read, CancellationToken cancel) =>
            (await read.RunAsync(call.Actor, query.Text("q"), paging, cancel)).ToList(paging)).Described(OrganizationsDescription.List);
        organizations.MapGet("/{id:long}", async (Call call, long id, FindOrganization find, CancellationToken cancel) =>
            (await find.RunAsync(call.Actor, id, cancel)).ToOk()).Described(OrganizationsDescription.Get);
        organizations.MapPost("/", async (Call call, JsonBody body, CreateOrganization create, CancellationToken cancel) =>
            (await create.RunAsync(call.Actor, body.Text("name").Or(null), cancel)).ToCreated(o => $"/api/3/organizations/{o.Id}"))
            .NeedsScope(Scopes.Admin).Described(OrganizationsDescription.Create);
        organizations.MapChange("/{id:long}", async (
            Call call, long id, JsonBody body, FindOrganization find, EditOrganization edit, CancellationToken cancel) =>
        {
            var name = body.Text("name");
            var result = name.IsGiven || !call.Actor.IsAdministrator(id)
                ? await edit.RunAsync(call.Actor, id, name.Value, cancel)
                : await find.RunAsync(call.Actor, id, cancel);
            return result.ToOk();
        }).NeedsScope(Scopes.Admin).Described(OrganizationsDescription.Edit);
        organizations.MapDelete("/{id:long}", async (Call call, long id, DeleteOrganization delete, CancellationToken cancel) =>
            (await delete.RunAsync(call.Actor, id, cancel)).ToNoContent()).NeedsScope(Scopes.Admin).Described(OrganizationsDescription.Delete);
        organizations.MapGet("/{id:long}/access_tokens", async (Call call, long id, FindAccessTokens find, CancellationToken cancel) =>
            (await find.RunAsync(call.Actor, id, cancel)).Select(IReadOnlyList<AccessTokenPayload> (all) => [.. all.Select(AccessTokenPayload.Of)]).ToOk())
            .NeedsScope(Scopes.Admin).Described(OrganizationsDescription.ListTokens);
        MapMemberships(organizations.MapGroup("/{id:long}/memberships"));
    }

    /// <summary>Whose token it is, and the people they work with.</summary>
    public static void MapPeople(this IEndpointRouteBuilder api)
    {
        api.MapGet("/me", (Call call) => Answers.Ok(call.Actor.Person)).Described(OrganizationsDescription.Me);
        api.MapGet("/users/{id:long}", async (Call call, long id, ReadOrganizations read, CancellationToken cancel) =>
            (await read.PersonAsync(call.Actor, id, cancel)).ToOk()).Described(OrganizationsDescription.GetUser);
    }

    private static void MapMemberships(RouteGroupBuilder memberships)
    {
        memberships.MapGet("/", async (Call call, long id, Paging paging, ReadOrganizations read, CancellationToken cancel) =>
        {
            var found = await read.MembersAsync(call.Actor, id, paging, cancel);
            return found.Ok ? found.Value.ToList(paging) : found.ToOk();
        }).Described(OrganizationsDescription.ListMembers);
        memberships.MapGet("/{member:long}", async (Call call, long id, long member, ReadOrganizations read, CancellationToken cancel) =>
            (await read.MemberAsync(call.Actor, id, member, cancel)).ToOk()).Described(OrganizationsDescription.GetMember);
        memberships.MapPost("/", async (Call call, long id, JsonBody body, AddMember add, CancellationToken cancel) =>
        {
            var person = body.Id("user_id");
            var wanted = new NewMember(
                person.IsGiven ? person.Value : null, body.Text("email").Or(null), body.Text("name").Or(null),
                RoleOf(body) ?? Role.Participant, body.Ids("project_ids").Or([]));
            return (await add.RunAsync(call.Actor, id, wanted, cancel)).ToCreated(m => $"/api/3/organizations/{id}/memberships/{m.Id}");
        }).NeedsScope(Scopes.Admin).Described(OrganizationsDescription.AddMember);
        memberships.MapChange("/{member:long}", async (
            Call call, long id, long member, JsonBody body, ReadOrganizations read, ChangeMember change, CancellationToken cancel) =>
        {
            var projects = body.Ids("project_ids");
            var edit = new MemberEdit(RoleOf(body), projects.IsGiven ? projects.Value : null);
            var found = await read.MemberAsync(call.Actor, id, member, cancel);
            return (found.Ok ? await change.RunAsync(call.Actor, id, found.Value.UserId, edit, cancel) : found).ToOk();
        }).NeedsScope(Scopes.Admin).Described(OrganizationsDescription.ChangeMember);
        memberships.MapDelete("/{member:long}", async (
            Call call, long id, long member, ReadOrganizations read, RemoveMember remove, CancellationToken cancel) =>
        {
            var found = await read.MemberAsync(call.Actor, id, member, cancel);
            return found.Ok ? (await remove.RunAsync(call.Actor, id, found.Value.UserId, cancel)).ToNoContent() : found.ToNoContent();
        }).NeedsScope(Scopes.Admin).Described(OrganizationsDescription.RemoveMember);
    }

    private static Role? RoleOf(JsonBody body)
    {
        var name = body.Text("role");
        return !name.IsGiven ? null
            : RoleNames.Parse(name.Value) ?? throw new BadField("role", OrganizationsText.UnknownRole, StatusCodes.Status422UnprocessableEntity);
    }
}
