using TaskHub.Identity;
using TaskHub.Projects;

namespace TaskHub;

/// <summary>What the palette offers of itself, without looking into the database.</summary>
internal static class PaletteEntries
{
    public static IEnumerable<PaletteEntry> Pages(FrameView view)
    {
        PaletteEntry Page(string text, string icon, string href, string words = "") => new(PaletteKind.Page, text, icon) { Href = href, Words = words };

        yield return Page(ShellText.MyWork, "circle-user", "/", "home start");
        yield return Page(ShellText.Inbox, "inbox", "/app/inbox", "notifications");
        if (view.Current is { } organization)
        {
            var at = $"/app/organization/{organization.Id}";
            yield return Page(ShellText.AllProjects, "layers", at);
            yield return Page(ShellText.Trash, "trash-2", $"{at}/trash", "deleted restore");
            if (organization.Role == Role.Administrator)
            {
                yield return Page(ShellText.Webhooks, "webhook", $"{at}/web_hooks", "web hooks deliveries");
                yield return Page(ShellText.Members, "users", $"{at}/settings/members", "people invite");
                yield return Page(ShellText.Settings, "settings", $"{at}/settings", "api tokens");
            }
        }

        if (view.Person.IsOperator)
        {
            yield return Page(ShellText.Jobs, "timer", "/jobs", "scheduler queues");
        }

        yield return Page(ShellText.ManageOrganizations, "building-2", "/app/organizations");
        yield return Page(ShellText.Account, "user", "/account", "password profile passkey keyboard");
        yield return Page(ShellText.Reference, "book-open", "/api");
        foreach (var other in view.Organizations.Where(o => o.Id != view.Current?.Id))
        {
            yield return Page(other.Name, "building-2", $"/app/organization/{other.Id}", "organization");
        }
    }

    public static IEnumerable<PaletteEntry> Projects(FrameView view) => view.Projects.Select(p => OfProject(PaletteKind.Project, p));

    public static PaletteEntry OfProject(PaletteKind kind, ProjectRow project) =>
        new(kind, project.Name, "folder") { Href = $"/app/organization/{project.OrganizationId}/projects/{project.Id}" };

    /// <summary>What can be done with the task that the reader is at, or with those that are picked.</summary>
    public static IEnumerable<PaletteEntry> OfTask(PalettePlace place)
    {
        PaletteEntry Do(string text, string icon, string keys) => new(PaletteKind.OfTask, text, icon) { Keys = keys };

        if (place.TaskId is { } task)
        {
            yield return new(PaletteKind.OfTask, ShellText.TakeTask, "user-plus") { Takes = task, Words = "assign to me" };
        }

        (string Text, string Icon, string Keys)[] all =
        [
            (ShellText.CompleteOrReopen, "check", "e"), (ShellText.SetStatus, "circle-dot", "s"), (ShellText.SetAssignee, "user", "a"),
            (ShellText.SetPriority, "flag", "p"), (ShellText.SetDue, "calendar", "d"), (ShellText.SetLabels, "tag", "l"), (ShellText.Rename, "pencil", "r"),
            (ShellText.MoveTo, "move", "m"), (ShellText.MoveToProject, "folder", "M"), (ShellText.SelectTask, "square-check", "x"), (ShellText.DeleteTask, "trash-2", "Delete"),
        ];
        foreach (var (text, icon, keys) in all.Where(c => place.Keys.Contains(c.Keys)))
        {
            yield return Do(text, icon, keys);
        }
    }

    public static IEnumerable<PaletteEntry> Actions(PalettePlace place)
    {
        (string Text, string Icon, string Keys)[] all =
        [
            (ShellText.NewTask, "plus", "n"), (ShellText.QuickTask, "plus", "c"), (ShellText.FilterTasks, "list-filter", "/"),
            (ShellText.ShowBoard, "square-kanban", "g b"), (ShellText.ShowList, "list", "g l"), (ShellText.ShowCalendar, "calendar", "g c"),
        ];
        foreach (var (text, icon, keys) in all.Where(c => place.Keys.Contains(c.Keys)))
        {
            yield return new(PaletteKind.Action, text, icon) { Keys = keys };
        }

        if (place.View.Current is { Role: >= Role.Participant } organization)
        {
            yield return new(PaletteKind.Action, ShellText.NewProject, "folder-plus") { Href = $"/app/organization/{organization.Id}?new=project" };
        }

        yield return new(PaletteKind.Action, ShellText.Keys, "keyboard") { Keys = "?", Words = "help" };
        yield return new(PaletteKind.Action, ShellText.LightTheme, "sun") { Theme = "light" };
        yield return new(PaletteKind.Action, ShellText.DarkTheme, "moon") { Theme = "dark" };
        yield return new(PaletteKind.Action, ShellText.SystemTheme, "monitor") { Theme = "system" };
    }
}
