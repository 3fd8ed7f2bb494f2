using Microsoft.JSInterop;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <content>Lines at the foot of a column become tasks.</content>
public sealed partial class BoardView
{
    /// <summary>As many lines may be pasted at once; more is an import.</summary>
    private const int MostLines = 200;

    private QuickContext? Quick => people is null ? null : new QuickContext(me, people, Today, Clock);

    /// <summary>Called by the browser with lines that were entered or pasted at the foot of a column: each becomes a task, if it can.</summary>
    /// <param name="list">The column.</param>
    /// <param name="lines">At most <see cref="MostLines"/>.</param>
    /// <param name="more">How many lines stay behind because they are too many.</param>
    /// <returns>Those that became none, by their places from 0 on; the browser gives them back to the field.</returns>
    [JSInvokable]
    public async Task<int[]> AddAsync(long list, string[] lines, int more)
    {
        var actor = await Current.GetAsync();
        var (made, left, why) = (new List<long>(), new List<int>(), new List<string>());
        for (var at = 0; at < Math.Min(lines.Length, MostLines); at++)
        {
            var line = Quick is { } context ? QuickLine.Read(lines[at], context) : new QuickLine { Name = lines[at] };
            var result = await deck.HoldAsync(() => Verbs.Create.RunAsync(actor, line.ToTask(Address.ProjectId, list)), one => [one]);
            if (result.Ok)
            {
                made.Add(result.Value.Id);
            }
            else
            {
                left.Add(at);
                why.Add(result.Failure.Message);
            }
        }

        await LoadAsync();
        TellAdded(made, several: lines.Length > 1);
        if (left.Count > 0)
        {
            Toasts.Error(lines.Length == 1 ? why[0] : TasksText.NotAdded(left.Count, string.Join(' ', why.Distinct())));
        }

        if (more > 0)
        {
            Toasts.Show(TasksText.TooManyLines(MostLines, more), Tone.Warn);
        }

        return [.. left];
    }

    private void TellAdded(List<long> made, bool several)
    {
        if (made.Count > 0 && several)
        {
            Toasts.Show(TasksText.Added(made.Count), undo: () => TakeBackAsync(made));
        }
        else if (made.Count > 0 && Shown(made[0]) is null)
        {
            Toasts.Show($"{TaskKey.For(made[0])} {TasksText.HiddenByFilter}");
        }
    }

    private async Task TakeBackAsync(List<long> made)
    {
        var result = await Verbs.Delete.RunAsync(await Current.GetAsync(), made);
        if (!result.Ok)
        {
            Toasts.Error(result.Failure.Message);
        }

        await LoadAsync();
    }
}
