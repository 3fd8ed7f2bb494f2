using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using TaskHub.Identity;
using TaskHub.Tasks;
using TaskHub.Ui;

namespace TaskHub;

/// <summary>Ctrl+K: one line that leads to every page, project, task and comment, and does what can be done here.</summary>
public sealed partial class CommandPalette : IAsyncDisposable
{
    private IReadOnlyList<PaletteEntry> all = [];
    private IReadOnlyList<PaletteEntry> recent = [];
    private IReadOnlyList<PaletteEntry> shown = [];
    private PalettePlace? place;
    private string typed = string.Empty;
    private int looks;
    private int turn;
    private bool opened;
    private bool searching;
    private ElementReference dialog;
    private IJSObjectReference? hands;
    private DotNetObjectReference<CommandPalette>? self;

    [Parameter, EditorRequired]
    public FrameView View { get; set; } = default!;

    [Inject]
    private FindPaletteEntries Find { get; set; } = default!;

    [Inject]
    private EditTask Edit { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>Called by the browser when the palette has opened; what is typed meanwhile is looked up once it is known what there is.</summary>
    /// <param name="now">Which opening this is, from 1 on.</param>
    /// <param name="keys">The single keys that do something on the page.</param>
    /// <param name="names">What was open last.</param>
    /// <param name="task">The task that the reader is at.</param>
    [JSInvokable]
    public async Task OpenAsync(int now, string[] keys, string[] names, long? task)
    {
        Empty(now);
        var actor = await Current.GetAsync();
        var here = new PalettePlace(View, Id(ProjectInAddress()), task ?? Id(TaskInAddress()), keys.ToHashSet());
        var (there, before) = (await Find.AllAsync(actor, here), await Find.RecentAsync(actor, here, names));
        if (now == turn)
        {
            (place, all, recent, opened) = (here, there, before, true);
            await LookAsync(typed);
        }
    }

    /// <summary>Called by the browser when the palette has closed; it says so late, and may be open again by then.</summary>
    /// <param name="then">Which opening has ended.</param>
    [JSInvokable]
    public void Close(int then)
    {
        if (then == turn)
        {
            Empty(0);
        }
    }

    /// <summary>Called by the browser: the reader takes a task.</summary>
    [JSInvokable]
    public async Task TakeAsync(long task)
    {
        var actor = await Current.GetAsync();
        var result = await Edit.RunAsync(actor, task, new TaskEdit { AssignedId = actor.UserId });
        Toasts.Show(result.Ok ? ShellText.Taken(TaskKey.For(task)) : result.Failure.Message, result.Ok ? Tone.Ok : Tone.Danger);
    }

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= Moved;
        self?.Dispose();
        await hands.StopAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            var module = await Js.InvokeAsync<IJSObjectReference>("import", "./App/Shell/CommandPalette.razor.js");
            hands = await module.InvokeAsync<IJSObjectReference>("start", dialog, self, View.Person.UserId);
            await module.DisposeAsync();
            Navigation.LocationChanged += Moved;
            await NoteAsync();
        }
    }

    private void Empty(int now)
    {
        (turn, opened, searching, all, recent, shown, typed) = (now, false, false, [], [], [], string.Empty);
        looks++;
        StateHasChanged();
    }

    private Task TypeAsync(ChangeEventArgs change) => LookAsync(change.Value as string ?? string.Empty);

    private async Task LookAsync(string text)
    {
        var look = ++looks;
        typed = text.Trim();
        shown = typed.Length == 0
            ? [.. recent, .. all.Where(c => c.Kind is PaletteKind.OfTask), .. all.Where(c => c.Kind is PaletteKind.Page or PaletteKind.Action)]
            : FindPaletteEntries.Fitting(all, typed);
        searching = typed.Length > 0;
        StateHasChanged();
        if (!searching || !opened || place is null)
        {
            return;
        }

        var found = await Find.TypedAsync(await Current.GetAsync(), place, typed);
        if (look == looks)
        {
            searching = false;
            shown = [.. shown.Concat(found).GroupBy(c => c.Kind).OrderByDescending(g => g.Max(c => c.Match.Score)).SelectMany(g => g)];
            StateHasChanged();
        }
    }

    private void Moved(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(NoteAsync);

    private async Task NoteAsync()
    {
        try
        {
            foreach (var (kind, id) in new[] { ("project", Id(ProjectInAddress())), ("task", Id(TaskInAddress())) })
            {
                if (id is not null && hands is not null)
                {
                    await hands.InvokeVoidAsync("note", $"{kind}:{id}");
                }
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone: there is nothing left to remember for it.
        }
    }

    private long? Id(Regex where)
    {
        var match = where.Match("/" + Navigation.ToBaseRelativePath(Navigation.Uri));
        return match.Success && long.TryParse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : null;
    }

    private static IEnumerable<(string Text, bool Hit)> Parts(PaletteEntry command)
    {
        var (text, at) = (command.Text, command.Match.At.ToHashSet());
        for (int from = 0, to; from < text.Length; from = to)
        {
            var hit = at.Contains(from);
            for (to = from + 1; to < text.Length && at.Contains(to) == hit; to++)
            {
            }

            yield return (text[from..to], hit);
        }
    }

    private string Heading(PaletteKind kind) => kind switch
    {
        PaletteKind.Recent => ShellText.Recent,
        PaletteKind.OfTask => place?.TaskId is { } task ? TaskKey.For(task) : ShellText.SelectedTasks,
        PaletteKind.Task => ShellText.Tasks,
        PaletteKind.Project => ShellText.Projects,
        PaletteKind.Page => ShellText.Pages,
        PaletteKind.Person => ShellText.People,
        PaletteKind.Comment => ShellText.OnlyComments,
        PaletteKind.Search => ShellText.SearchTitle,
        _ => ShellText.ActionsHeading,
    };

    [GeneratedRegex(@"^/app/organization/\d+/projects/(\d+)", RegexOptions.NonBacktracking)]
    private static partial Regex ProjectInAddress();

    [GeneratedRegex(@"(?:^/app/tasks/|[?&]task=)(\d+)", RegexOptions.NonBacktracking)]
    private static partial Regex TaskInAddress();
}
