using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using TaskHub.Identity;
using TaskHub.Ui;

namespace TaskHub.Tasks;

/// <summary>The files of a task. The browser sends them beside the circuit, which says nothing until one has arrived.</summary>
public sealed partial class AttachmentList
{
    [Parameter, EditorRequired]
    public long TaskId { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<FileView> Files { get; set; } = [];

    /// <summary>The reader may take away what others attached.</summary>
    [Parameter]
    public bool MayDelete { get; set; }

    [Parameter]
    public long Reader { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    private DeleteAttachment Delete { get; set; } = default!;

    [Inject]
    private IOptions<FilesOptions> Limits { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    private string Upload => $"/app/tasks/{TaskId}/files";

    private string MostBytes => Limits.Value.MaxBytes.ToString(CultureInfo.InvariantCulture);

    private async Task DeleteAsync(FileView file)
    {
        var result = await Delete.RunAsync(await Current.GetAsync(), file.Id);
        if (result.Ok)
        {
            Toasts.Show(TasksText.FileRemoved(file.Name), undo: async () => await Delete.RunAsync(await Current.GetAsync(), file.Id, restore: true));
        }
        else
        {
            Toasts.Error(result.Failure.Message);
        }

        await OnChanged.InvokeAsync();
    }
}
