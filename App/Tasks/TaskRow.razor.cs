using Microsoft.AspNetCore.Components;

namespace TaskHub.Tasks;

/// <summary>A task in the list. Like a card, it draws itself anew only when something that it shows has changed.</summary>
public sealed partial class TaskRow
{
    private (TaskCardView? Card, bool Open, bool Picked, int Flash, string Href, string ListName, IReadOnlyList<TaskColumn>? Columns, LabelColors? Colors) drawn;

    [Parameter, EditorRequired]
    public TaskCardView Card { get; set; } = default!;

    [Parameter, EditorRequired]
    public string Href { get; set; } = string.Empty;

    [Parameter, EditorRequired]
    public IReadOnlyList<TaskColumn> Columns { get; set; } = [];

    [Parameter]
    public string ListName { get; set; } = string.Empty;

    /// <inheritdoc cref="TaskCard.Open"/>
    [Parameter]
    public bool Open { get; set; }

    /// <inheritdoc cref="TaskCard.Picked"/>
    [Parameter]
    public bool Picked { get; set; }

    /// <inheritdoc cref="TaskCard.Flash"/>
    [Parameter]
    public int Flash { get; set; }

    [Parameter]
    public EventCallback<TaskCardView> OnToggle { get; set; }

    [CascadingParameter(Name = "Today")]
    public DateOnly Today { get; set; }

    [CascadingParameter]
    public LabelColors? Colors { get; set; }

    private string Name => TaskKey.For(Card.Id);

    protected override bool ShouldRender()
    {
        var before = drawn;
        drawn = (Card, Open, Picked, Flash, Href, ListName, Columns, Colors);
        return before.Card is null || !ReferenceEquals(before.Columns, Columns)
            || (before.Open, before.Picked, before.Flash, before.Href, before.ListName, before.Colors) != (Open, Picked, Flash, Href, ListName, Colors) || !before.Card.Shows(Card);
    }
}
