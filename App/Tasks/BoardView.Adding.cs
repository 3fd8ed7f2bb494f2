using Microsoft.JSInterop;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <content>Lines at the foot of a column become tasks.</content>
public sealed partial class BoardView
{
    /// <summary>As many lines may be pasted at once; more is an import.</summary>
    private const int MostLines = 200;

    private QuickContext? Quick => people is null ? null : new QuickContext(me, people, Today);

    /// <summary>Called by the browser with a line that was entered at the foot of a column; answers whether it became a task.</summary>
    [JSInvokable]
    public async Task<bool> AddAsync(long list, string text)
    {
        if (await CreateAsync(list, text) is not { } id)
        {
            return false;
        }

        await LoadAsync();
        if (!columns!.Any(c => c.Cards.Exists(card => card.Id == id)))
        {
            Toasts.Show($"{TaskKey.For(id)} {(Address.Filter.IsEmpty ? TasksText.AddedBelow : TasksText.HiddenByFilter)}");
        }

        return true;
    }

    /// <summary>Called by the browser with lines that were pasted there: each becomes a task, up to the first that cannot.</summary>
    [JSInvokable]
    public async Task AddLinesAsync(long list, string[] lines)
    {
        var made = new List<long>();
        foreach (var text in lines.Take(MostLines))
        {
            if (await CreateAsync(list, text) is not { } id)
            {
                break;
            }

            made.Add(id);
        }

        if (lines.Length > MostLines)
        {
            Toasts.Show(TasksText.TooManyLines(MostLines), Tone.Warn);
        }

        if (made.Count > 0)
        {
            Toasts.Show(TasksText.Added(made.Count), undo: () => TakeBackAsync(made));
        }

        await LoadAsync();
    }

    private async Task<long?> CreateAsync(long list, string text)
    {
        var line = Quick is { } context ? QuickLine.Read(text, context) : new QuickLine { Name = text };
        var result = await Verbs.Create.RunAsync(await Current.GetAsync(), line.ToTask(Address.ProjectId, list));
        if (!result.Ok)
        {
            Toasts.Error(result.Failure.Message);
            return null;
        }

        deck.Own([result.Value]);
        return result.Value.Id;
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
