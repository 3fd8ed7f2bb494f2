using Microsoft.AspNetCore.Components.Endpoints;
using TaskHub.Organizations.Pages;

namespace TaskHub.Organizations;

public static class OrganizationsRoom
{
    /// <summary>Organizations, their members, invitations, and the first start.</summary>
    public static void AddOrganizations(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<FirstStart>();
        services.AddSingleton<SetUp>();
        services.AddSingleton<UnattendedSetUp>();
        services.AddHostedService<FirstStartNotice>();

        services.AddSingleton<FindOrganizations>();
        services.AddSingleton<FindOrganization>();
        services.AddSingleton<ReadOrganizations>();
        services.AddSingleton<ManageOrganizations>();
        services.AddSingleton<CreateOrganization>();
        services.AddSingleton<EditOrganization>();
        services.AddSingleton<DeleteOrganization>();
        services.AddSingleton<FindDeletedOrganizations>();
        services.AddSingleton<RequestAdministration>();
        services.AddSingleton<FindRequests>();
        services.AddSingleton<DecideRequest>();
        services.AddSingleton<FindMembers>();
        services.AddSingleton<FindProjectNames>();
        services.AddSingleton<AddMember>();
        services.AddSingleton<ChangeMember>();
        services.AddSingleton<RemoveMember>();
        services.AddSingleton<IssueResetLink>();
        services.AddSingleton<InvitationLinks>();
        services.AddSingleton<Invite>();
        services.AddSingleton<FindInvitations>();
        services.AddSingleton<WithdrawInvitation>();
        services.AddSingleton<LookAtInvitation>();
        services.AddSingleton<AcceptInvitation>();
        services.AddSingleton<OrganizationVerbs>();
        services.AddSingleton<MemberVerbs>();
    }

    /// <summary>Until a person exists, leads every page to the one that asks for the code. Before authorization, which would ask to sign in.</summary>
    public static void UseFirstStart(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var page = context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type;
        if (page is not null && page != typeof(SetUpPage)
            && await context.RequestServices.GetRequiredService<FirstStart>().WaitsAsync(context.RequestAborted))
        {
            context.Response.Redirect(context.Request.PathBase + FirstStart.Path);
            return;
        }

        await next(context);
    });
}
