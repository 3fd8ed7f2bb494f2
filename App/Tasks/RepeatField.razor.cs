using Microsoft.AspNetCore.Components;

namespace TaskHub.Tasks;

/// <summary>When a task comes again: one of the usual rules, or another one in words.</summary>
public sealed partial class RepeatField
{
    private const string Other = "?";
    private bool writing;
    private bool focus;
    private string? problem;
    private ElementReference input;

    [Parameter, EditorRequired]
    public TaskView Task { get; set; } = default!;

    [Parameter]
    public EventCallback<string?> OnChange { get; set; }

    /// <summary>The task is to be due on another day.</summary>
    [Parameter]
    public EventCallback<DateOnly> OnSkip { get; set; }

    [CascadingParameter(Name = "Today")]
    public DateOnly Today { get; set; }

    private string Shown => writing ? Other : Task.Repeat ?? "";

    private IEnumerable<string> Choices => RepeatWords.Usual(Task.DueOn ?? Today).Union(Task.Repeat is { } rule ? [rule] : []);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus)
        {
            focus = false;
            await input.FocusAsync();
        }
    }

    private async Task ChooseAsync(string? rule)
    {
        writing = focus = rule == Other;
        problem = null;
        if (!writing)
        {
            await OnChange.InvokeAsync(string.IsNullOrEmpty(rule) ? null : rule);
        }
    }

    /// <summary>What is no rule stays where it was written, with the reason.</summary>
    private async Task WriteAsync(ChangeEventArgs typed)
    {
        var words = (typed.Value as string)?.Trim();
        if (string.IsNullOrEmpty(words))
        {
            writing = false;
            return;
        }

        problem = RepeatRule.Read(words) is null ? TasksText.NoSuchRule : null;
        if (problem is null)
        {
            writing = false;
            await OnChange.InvokeAsync(words);
        }
    }
}
