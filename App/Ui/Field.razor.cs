using System.Linq.Expressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace TaskHub.Ui;

/// <summary>
/// Label, control, hint and error as one, wired for those who hear the page: the control receives its id and descriptions
/// through the context, <c>&lt;Field Label="Name" Context="f"&gt;&lt;input class="input" @attributes="f" /&gt;&lt;/Field&gt;</c>.
/// </summary>
public partial class Field : IDisposable
{
    private readonly string ownId = ElementId.New("f");
    private Dictionary<string, object> attributes = [];
    private EditContext? listeningTo;
    private string? problem;

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The label is heard but not seen, where its place already says it.</summary>
    [Parameter]
    public bool LabelHidden { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    /// <summary>What is wrong with the value; it comes before what the form itself has found.</summary>
    [Parameter]
    public string? Error { get; set; }

    /// <summary>Inside an EditForm: the property whose messages are shown, <c>For="@(() => Input.Email)"</c>.</summary>
    [Parameter]
    public Expression<Func<object?>>? For { get; set; }

    [Parameter]
    public bool Optional { get; set; }

    [Parameter]
    public bool Required { get; set; }

    /// <summary>The control's id, where something else must name it too.</summary>
    [Parameter]
    public string? Id { get; set; }

    [Parameter]
    public string? Class { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment<IReadOnlyDictionary<string, object>> ChildContent { get; set; } = default!;

    [CascadingParameter]
    private EditContext? Form { get; set; }

    private string id => Id ?? ownId;

    private string hintId => id + "-hint";

    private string errorId => id + "-error";

    public void Dispose()
    {
        if (listeningTo is not null)
        {
            listeningTo.OnValidationStateChanged -= FormSpoke;
        }

        GC.SuppressFinalize(this);
    }

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(listeningTo, Form))
        {
            Dispose();
            listeningTo = Form;
            if (Form is not null)
            {
                Form.OnValidationStateChanged += FormSpoke;
            }
        }

        Look();
    }

    private void FormSpoke(object? sender, ValidationStateChangedEventArgs args)
    {
        Look();
        _ = InvokeAsync(StateHasChanged);
    }

    private void Look()
    {
        var found = Form is not null && For is not null ? Form.GetValidationMessages(FieldIdentifier.Create(For)).FirstOrDefault() : null;
        problem = string.IsNullOrWhiteSpace(Error) ? found : Error;

        var wired = new Dictionary<string, object>(StringComparer.Ordinal) { ["id"] = id };
        var described = string.Join(' ', new[] { Hint is null ? null : hintId, problem is null ? null : errorId }.OfType<string>());
        if (described.Length > 0)
        {
            wired["aria-describedby"] = described;
        }

        if (problem is not null)
        {
            wired["aria-invalid"] = "true";
        }

        if (Required)
        {
            wired["aria-required"] = "true";
        }

        attributes = wired;
    }
}
