using Microsoft.AspNetCore.Components;

namespace TaskHub.Ui;

/// <summary>One entry of a menu: a link, a button, or one choice of several.</summary>
public partial class MenuItem
{
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    [Parameter]
    public string? Icon { get; set; }

    [Parameter]
    public string? Href { get; set; }

    /// <summary>The link leads to a file.</summary>
    [Parameter]
    public bool Download { get; set; }

    [Parameter]
    public EventCallback OnClick { get; set; }

    /// <summary>Sends the form it stands in, for pages without a circuit (sign out).</summary>
    [Parameter]
    public bool Submit { get; set; }

    /// <summary>The id of a dialog on the page that it opens.</summary>
    [Parameter]
    public string? Dialog { get; set; }

    [Parameter]
    public bool Danger { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>The menu stays open, for choosing several.</summary>
    [Parameter]
    public bool Keep { get; set; }

    /// <summary>For one choice of several: whether it is the chosen one.</summary>
    [Parameter]
    public bool? Checked { get; set; }

    /// <summary>Before the text: a pill, an avatar.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
