using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Tasks;

namespace TaskHub;

/// <summary>How the dates of a file are to be read.</summary>
public sealed record ImportDates(bool DayFirst, DateOnly Today, TimeZoneInfo Zone);

/// <summary>Says what an import of rows into a project would do. Changes nothing.</summary>
public sealed class PlanImport(FindProject find, FindAssignees people, FindLabels labels, ImportTasks import)
{
    public async Task<Result<ImportPlan>> RunAsync(
        Actor actor, long projectId, IReadOnlyList<ImportRow> rows, ImportDates dates, CancellationToken cancel = default)
    {
        var project = await find.RunAsync(actor, projectId, cancel);
        if (!project.Ok)
        {
            return project.Failure;
        }

        var organization = project.Value.Project.OrganizationId;
        var reader = new Reading(project.Value.Lists, await people.RunAsync(actor, organization, projectId, cancel), actor.IsParticipant(organization), dates);
        var planned = rows.Zip(Keys(rows)).Select(each => reader.Read(each.First, each.Second)).OfType<PlannedTask>().ToList();
        var known = await import.KnownAsync(actor, projectId, [.. planned.Select(p => p.Task.ImportKey!)], cancel);
        var fresh = planned.Where(p => !known.Contains(p.Task.ImportKey!)).ToList();
        var used = await labels.RunAsync(actor, projectId, cancel);
        return new ImportPlan(
            fresh, planned.Count - fresh.Count, reader.Problems,
            [.. fresh.Select(p => p.List).Where(l => !project.Value.Lists.Any(k => Same(k.Name, l))).Distinct(StringComparer.OrdinalIgnoreCase)],
            [.. fresh.SelectMany(p => p.Task.Labels).Except(used, StringComparer.OrdinalIgnoreCase).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>What each row is known by: its own key, else its list and title, counted where several have the same.</summary>
    internal static IEnumerable<string> Keys(IEnumerable<ImportRow> rows)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var said = row.Key.Length > 0 ? row.Key : $"{row.List}\n{row.Title}";
            var count = seen[said] = seen.GetValueOrDefault(said) + 1;
            yield return row.Key.Length > 0 && count == 1 && row.Key.Length <= TaskItem.ImportKeyLength
                ? row.Key
                : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{said}\n{count}"))))[..40];
        }
    }

    internal static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Understands rows one by one and notes what it does not.</summary>
    private sealed class Reading(IReadOnlyList<ListRow> lists, IReadOnlyList<Person> people, bool mayMakeLists, ImportDates dates)
    {
        private static readonly string[] Marks = ["none", "0", "-", "normal"];

        private readonly HashSet<string> keys = new(StringComparer.Ordinal);

        public List<ImportProblem> Problems { get; } = [];

        public PlannedTask? Read(ImportRow row, string key)
        {
            // No text holds it, and a file that spells it out would bring it in.
            if (row.NoTask.Length > 0)
            {
                Problems.Add(new(row.Number, ImportText.NameOf(ImportField.Title), row.Title, row.NoTask, LeavesOut: true));
                return null;
            }

            foreach (var (number, field, value) in row.Lost)
            {
                Problems.Add(new(number, ImportText.NameOf(field), value, ImportText.SubtaskHasName, LeavesOut: false));
            }

            if (row.Beyond.Length > 0)
            {
                Problems.Add(new(row.Number, ImportText.NoHeading, row.Beyond.Length > 200 ? row.Beyond[..200] + "…" : row.Beyond, ImportText.BeyondHead, LeavesOut: false));
            }

            if (row.Key.Length > 0 && !keys.Add(row.Key))
            {
                Note(row, ImportField.Key, row.Key, ImportText.SameKey);
            }

            row = row with { Description = row.Description.Replace("\0", string.Empty, StringComparison.Ordinal) };
            var title = Names.Tidy(row.Title);
            if (title.Length == 0)
            {
                Problems.Add(new(row.Number, ImportText.NameOf(ImportField.Title), string.Empty, ImportText.NoTitle, LeavesOut: true));
                return null;
            }

            var description = row.Description;
            if (title.Length > TaskItem.NameLength)
            {
                Note(row, ImportField.Title, title, ImportText.TitleCut);
                (title, description) = (Names.Tidy(Start(title, TaskItem.NameLength - 1)) + "…", $"{title}\n\n{description}");
            }

            var steps = row.Steps.Select(s => s with { Name = Cut(row, ImportField.Steps, Names.Tidy(s.Name), Subtask.NameLength) }).Where(s => s.Name.Length > 0).ToList();
            if (steps.Count > Subtask.MaxOfTask)
            {
                Note(row, ImportField.Steps, ImportText.Count(steps.Count), ImportText.TooManySteps);
                steps = steps[..Subtask.MaxOfTask];
            }

            var repeat = Repeat(row);
            return new PlannedTask(
                row,
                new NewTask(0, title)
                {
                    ImportKey = key,
                    Description = Cut(row, ImportField.Description, description, TaskItem.DescriptionLength),
                    Status = Status(row),
                    Priority = Priority(row),
                    Urgent = ColumnMapping.IsYes(row.Urgent) || Same(row.Priority, "urgent"),
                    DueOn = Day(row, ImportField.Due, row.Due) ?? First(repeat),
                    DueTime = ImportDay.Time(row.Due, dates.DayFirst, dates.Today, dates.Zone),
                    StartOn = Day(row, ImportField.Start, row.Start),
                    Repeat = repeat,
                    AssignedId = Assignee(row),
                    Labels = Labels(row),
                    Steps = [.. steps.Select(s => s.Name)],
                    StepsDone = steps.Index().Where(s => s.Item.IsDone).Select(s => s.Index).ToHashSet(),
                },
                List(row));
        }

        private string List(ImportRow row)
        {
            var name = Cut(row, ImportField.List, Names.Tidy(row.List), Project.NameLength);
            if (name.Length == 0 || lists.Any(l => Same(l.Name, name)) || mayMakeLists)
            {
                return name.Length == 0 ? lists[0].Name : name;
            }

            Note(row, ImportField.List, name, ImportText.NoNewList(lists[0].Name));
            return lists[0].Name;
        }

        private long? Assignee(ImportRow row)
        {
            var said = row.Person.Trim();
            var found = Called(said);
            if (found.Count == 0 && said.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } several)
            {
                found = several.Select(Called).FirstOrDefault(f => f.Count == 1, []);
                if (found.Count == 1)
                {
                    Note(row, ImportField.Person, said, ImportText.OnePerson);
                }
            }

            if (said.Length > 0 && found.Count != 1)
            {
                Note(row, ImportField.Person, said, found.Count == 0 ? ImportText.NoSuchPerson : ImportText.SeveralPeople);
            }

            return found.Count == 1 ? found[0].Id : null;
        }

        private List<Person> Called(string said) => [.. people.Where(p => Same(p.Email, said) || Same(p.Name, said))];

        private TaskState Status(ImportRow row)
        {
            switch (row.Status.Trim().ToLowerInvariant())
            {
                case "new" or "backlog":
                    return TaskState.New;
                case "" or "open" or "to do" or "todo" or "in progress" or "doing" or "active" or "started" or "not started" or "pending" or "no" or "false":
                    return TaskState.Open;
                case "hold" or "on hold" or "blocked" or "waiting" or "paused":
                    return TaskState.Hold;
                case "resolved" or "done" or "closed" or "completed" or "complete" or "finished" or "yes" or "true":
                    return TaskState.Resolved;
                case "rejected" or "canceled" or "cancelled" or "won't do" or "wontfix" or "declined":
                    return TaskState.Rejected;
                default:
                    Note(row, ImportField.Status, row.Status, ImportText.NoSuchStatus);
                    return TaskState.Open;
            }
        }

        private int Priority(ImportRow row)
        {
            var said = row.Priority.Trim().ToLowerInvariant();
            if (int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= TaskItem.MaxPriority)
            {
                return number;
            }

            switch (said)
            {
                case "highest" or "critical" or "urgent" or "p1":
                    return 10;
                case "high" or "p2":
                    return 8;
                case "medium" or "p3":
                    return 5;
                case "low" or "p4":
                    return 2;
                case "lowest":
                    return 1;
            }

            if (said.Length > 0 && !Marks.Contains(said))
            {
                Note(row, ImportField.Priority, row.Priority, ImportText.NoSuchPriority);
            }

            return 0;
        }

        private DateOnly? Day(ImportRow row, ImportField field, string said)
        {
            if (said.Trim().Length == 0)
            {
                return null;
            }

            var day = ImportDay.Read(said, dates.DayFirst, dates.Today, dates.Zone);
            if (day is null)
            {
                Note(row, field, said, ImportText.NoDate);
            }

            return day;
        }

        // What comes again and has no date is due when its rule first falls, from today on.
        private DateOnly? First(string? rule) => RepeatRule.Read(rule)?.First(dates.Today);

        private string? Repeat(ImportRow row)
        {
            if (row.Repeat.Trim().Length == 0)
            {
                return null;
            }

            var rule = RepeatRule.Read(row.Repeat.Trim())?.ToString();
            if (rule is null)
            {
                Note(row, ImportField.Repeat, row.Repeat, ImportText.NoRule);
            }

            return rule;
        }

        private List<string> Labels(ImportRow row)
        {
            var all = row.Labels.Select(l => Cut(row, ImportField.Labels, Names.Tidy(l), TaskItem.LabelLength)).Where(l => l.Length > 0)
                .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            if (all.Count > TaskItem.MaxLabels)
            {
                Note(row, ImportField.Labels, ImportText.Count(all.Count), ImportText.TooManyLabels);
                all = all[..TaskItem.MaxLabels];
            }

            return all;
        }

        private string Cut(ImportRow row, ImportField field, string text, int longest)
        {
            if (text.Length <= longest)
            {
                return text;
            }

            Note(row, field, text, ImportText.Cut(longest));
            return Start(text, longest).TrimEnd();
        }

        // Not through the middle of a letter that is two.
        private static string Start(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

        private void Note(ImportRow row, ImportField field, string value, string why) =>
            Problems.Add(new(row.Number, ImportText.NameOf(field), value.Length > 200 ? value[..200] + "…" : value, why, LeavesOut: false));
    }
}
