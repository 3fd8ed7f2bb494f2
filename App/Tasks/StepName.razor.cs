using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace TaskHub.Tasks;

/// <summary>The name of a subtask.</summary>
public sealed partial class StepName
{
    [Parameter, EditorRequired]
    public StepView Step { get; set; } = default!;

    /// <summary>Saves the name; answers whether it is saved.</summary>
    [Parameter, EditorRequired]
    public Func<string, Task<bool>> Save { get; set; } = default!;

    /// <summary>Any other key.</summary>
    [Parameter]
    public EventCallback<KeyboardEventArgs> OnKey { get; set; }

    protected override string Saved => Step.Name;

    protected override string DraftKey => TaskDrafts.Step(Step.Id);

    protected override Task<bool> StoreAsync(string name) => Save(name);

    private Task KeyAsync(KeyboardEventArgs key) => key.Key switch
    {
        "Enter" when !key.IsComposing => SaveAsync(),
        "Escape" => GiveUpAsync(),
        _ => OnKey.InvokeAsync(key),
    };
}
