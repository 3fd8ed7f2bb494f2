using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Projects;

namespace TaskHub.Tasks;

/// <summary>Gives a label of a project a color, or takes it away. Everyone who sees the project may, as they may label its tasks.</summary>
public sealed class ColorLabel(WriteGate gate)
{
    /// <summary>More than anybody tells apart; each has a row of its own.</summary>
    public const int MostOfProject = 500;

    public Task<Result<Done>> RunAsync(Actor actor, long projectId, string label, LabelHue? hue, CancellationToken cancel = default) =>
        gate.RunAsync<Result<Done>>(
            async db =>
            {
                if (await db.OrganizationOfAsync(actor, projectId, cancel) is null)
                {
                    return Failure.NotFound(ProjectsText.Project);
                }

                label = Names.Tidy(label);
                var errors = new FieldErrors();
                var colors = await db.LabelColors.Where(c => c.ProjectId == projectId).ToListAsync(cancel);
                errors.AddIf(label.Length == 0, "name", TasksText.LabelEmpty);
                errors.AddIf(label.Length > TaskItem.LabelLength, "name", TasksText.LabelTooLong);
                errors.AddIf(hue is { } chosen && !Enum.IsDefined(chosen), "color", TasksText.NoSuchColor);
                errors.AddIf(colors.Count >= MostOfProject && !colors.Exists(c => CountLabels.Is(c.Name, label)), "color", TasksText.TooManyColors);
                if (errors.Any)
                {
                    return errors.ToFailure();
                }

                Set(db, colors, projectId, label, hue);
                db.Signal(Topic.Labels(projectId));
                await db.SaveChangesAsync(cancel);
                return default(Done);
            },
            cancel);

    /// <summary>Sets the color of a label among all <paramref name="colors"/> of its project.</summary>
    internal static void Set(AppDbContext db, IEnumerable<LabelColor> colors, long projectId, string label, LabelHue? hue)
    {
        if (colors.FirstOrDefault(c => CountLabels.Is(c.Name, label)) is not { } color)
        {
            if (hue is { } first)
            {
                db.LabelColors.Add(new LabelColor { ProjectId = projectId, Name = label, Hue = first });
            }
        }
        else if (hue is { } other)
        {
            color.Hue = other;
        }
        else
        {
            db.LabelColors.Remove(color);
        }
    }
}
