using TaskHub.Identity;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <summary>Offers to take back a change of tasks, and says what of it stays because others changed it since. It outlives the page that asked.</summary>
public sealed class OfferUndo(EditTasks edit, TakeLabelBack labels, CurrentActor current, Toasts toasts)
{
    /// <param name="back">What takes the change back; nothing is offered where it is empty.</param>
    /// <param name="text">What was done; null where the page shows it well enough, and Ctrl+Z alone takes it back.</param>
    public void Show(IReadOnlyList<OneEdit> back, string? text = null)
    {
        if (back.Count > 0 && text is not null)
        {
            toasts.Show(text, undo: () => RunAsync(back));
        }
        else if (back.Count > 0)
        {
            toasts.OfferUndo(async () =>
            {
                if (await RunAsync(back))
                {
                    toasts.Show(TasksText.TakenBack(back[0].Id));
                }
            });
        }
    }

    /// <param name="back">What takes a change of a label back.</param>
    /// <param name="text">What was done.</param>
    /// <param name="after">What the page does once it is taken back.</param>
    /// <returns>The same undo, for a button of one's own: messages lie out of reach behind a dialog. Whichever is pressed first does it.</returns>
    public Func<Task> Show(LabelBack back, string text, Action? after = null)
    {
        var taken = false;
        Toast? toast = null;
        async Task TakeAsync()
        {
            if (taken)
            {
                return;
            }

            taken = true;
            toasts.Close(toast!);
            var result = await labels.RunAsync(await current.GetAsync(), back);
            if (!result.Ok)
            {
                toasts.Error(TasksText.NotSaved(result.Failure.Message));
                return;
            }

            if (result.Value.Count > 0)
            {
                toasts.Show(TasksText.LabelsStayed(result.Value.Count), Tone.Warn);
            }

            after?.Invoke();
        }

        toast = toasts.Show(text, undo: TakeAsync);
        return TakeAsync;
    }

    private async Task<bool> RunAsync(IReadOnlyList<OneEdit> back)
    {
        var result = await edit.RunAsync(await current.GetAsync(), back);
        if (!result.Ok)
        {
            toasts.Error(TasksText.NotSaved(result.Failure.Message));
        }
        else if (result.Value.Stayed is { Count: > 0 } stayed)
        {
            toasts.Show(TasksText.Stayed(stayed), Tone.Warn);
        }

        return result is { Ok: true, Value.Stayed.Count: 0 };
    }
}
