using TaskHub.Identity;

namespace TaskHub.Projects;

internal static class ProjectRules
{
    public static void Name(FieldErrors errors, string? name)
    {
        errors.AddIf(Names.Tidy(name).Length == 0, "name", ProjectsText.NameRequired);
        errors.AddIf(Names.Tidy(name).Length > Project.NameLength, "name", ProjectsText.NameTooLong);
    }

    public static void Description(FieldErrors errors, string? description) =>
        errors.AddIf(description?.Length > Project.DescriptionLength, "description", ProjectsText.DescriptionTooLong);

    /// <summary>Administrators may delete every project, others what they began.</summary>
    public static bool MayDelete(Actor actor, Project project) =>
        actor.IsAdministrator(project.OrganizationId) || (actor.IsParticipant(project.OrganizationId) && project.UserId == actor.UserId);
}
