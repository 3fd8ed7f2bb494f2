using Microsoft.AspNetCore.Components;

namespace TaskHub.Tasks;

/// <summary>A task on the board. It draws itself anew only when something that it shows has changed: a board has hundreds.</summary>
public sealed partial class TaskCard
{
    private (TaskCardView? Card, bool Open, int Flash, string Href) drawn;

    [Parameter, EditorRequired]
    public TaskCardView Card { get; set; } = default!;

    /// <summary>The menu that all cards of the board share: one of its own for each would double the page.</summary>
    [Parameter, EditorRequired]
    public string MenuId { get; set; } = string.Empty;

    [Parameter, EditorRequired]
    public string Href { get; set; } = string.Empty;

    /// <summary>It lies open beside the board.</summary>
    [Parameter]
    public bool Open { get; set; }

    /// <summary>How often someone else has changed the card since it is shown: each time it flashes once.</summary>
    [Parameter]
    public int Flash { get; set; }

    [Parameter]
    public EventCallback<TaskCardView> OnToggle { get; set; }

    /// <summary>The shared menu opens for this card.</summary>
    [Parameter]
    public EventCallback<TaskCardView> OnMenu { get; set; }

    protected override bool ShouldRender()
    {
        var before = drawn;
        drawn = (Card, Open, Flash, Href);
        return before.Card is null || before.Open != Open || before.Flash != Flash || before.Href != Href || !Same(before.Card, Card);
    }

    // Two looks at the database bring two lists of the same labels.
    private static bool Same(TaskCardView left, TaskCardView right) =>
        ReferenceEquals(left, right) || (left with { Labels = right.Labels } == right && left.Labels.SequenceEqual(right.Labels));

    private string Name => TaskKey.For(Card.Id);

    // Two names for one animation: a class that stays the same does not play again.
    private string? Flashing => Flash == 0 ? null : Flash % 2 == 0 ? "flash-even" : "flash-odd";

    private bool HasBottom => Card.State != TaskState.Open || Card.Labels.Count > 0 || Card.Priority > 0 || Card.DueOn is not null
        || Card.CommentsCount > 0 || Card.Assignee is not null;
}
