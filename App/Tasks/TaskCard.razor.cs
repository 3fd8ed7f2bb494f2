using Microsoft.AspNetCore.Components;

namespace TaskHub.Tasks;

/// <summary>A task on the board. It draws itself anew only when something that it shows has changed: a board has hundreds.</summary>
public sealed partial class TaskCard
{
    private (TaskCardView? Card, bool Open, bool Picked, int Flash, string Href, LabelColors? Colors) drawn;

    [Parameter, EditorRequired]
    public TaskCardView Card { get; set; } = default!;

    [Parameter, EditorRequired]
    public string Href { get; set; } = string.Empty;

    /// <summary>It lies open beside the board.</summary>
    [Parameter]
    public bool Open { get; set; }

    /// <summary>It is picked for a change of several.</summary>
    [Parameter]
    public bool Picked { get; set; }

    /// <summary>How often someone else has changed the card since it is shown: each time it flashes once.</summary>
    [Parameter]
    public int Flash { get; set; }

    [Parameter]
    public EventCallback<TaskCardView> OnToggle { get; set; }

    [CascadingParameter]
    public LabelColors? Colors { get; set; }

    private string Name => TaskKey.For(Card.Id);

    private string? Flashing => FlashOf(Flash);

    /// <summary>Two names for one animation: a class that stays the same does not play again.</summary>
    internal static string? FlashOf(int times) => times == 0 ? null : times % 2 == 0 ? "flash-even" : "flash-odd";

    private bool HasBottom => Card.State != TaskState.Open || Card.Labels.Count > 0 || Card.Priority > 0 || Card.DueOn is not null
        || Card.StepsCount > 0 || Card.Assignee is not null;

    protected override bool ShouldRender()
    {
        var before = drawn;
        drawn = (Card, Open, Picked, Flash, Href, Colors);
        return before.Card is null || (before.Open, before.Picked, before.Flash, before.Href, before.Colors) != (Open, Picked, Flash, Href, Colors) || !before.Card.Shows(Card);
    }
}
