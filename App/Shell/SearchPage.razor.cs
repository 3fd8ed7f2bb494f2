using Microsoft.AspNetCore.Components;
using TaskHub.Api;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub;

/// <summary>Looks for words in everything that the reader sees; what is looked for stands in the address.</summary>
public sealed partial class SearchPage : IDisposable
{
    private const int Size = 30;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private static readonly (FoundKind Kind, string Name)[] Kinds =
        [(FoundKind.Task, ShellText.Tasks), (FoundKind.Comment, ShellText.OnlyComments), (FoundKind.Project, ShellText.Projects)];

    private Page<SearchHit>? found;
    private IReadOnlyList<string> words = [];
    private FoundKind? kind;
    private string? typed;
    private string? asked;
    private int size = Size;
    private CancellationTokenSource? typing;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Words { get; set; }

    [SupplyParameterFromQuery]
    private string? Type { get; set; }

    [Inject]
    private Search Find { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    public void Dispose() => typing?.Cancel();

    protected override async Task OnParametersSetAsync()
    {
        // What this box asked for may arrive when more is typed already.
        if (typed is null || Words != asked)
        {
            typed = Words ?? string.Empty;
        }

        kind = Enum.TryParse<FoundKind>(Type, ignoreCase: true, out var which) ? which : null;
        size = Size;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        if (string.IsNullOrWhiteSpace(Words) || await Current.FindAsync(CancellationToken.None) is not { } actor)
        {
            found = null;
            return;
        }

        words = new SearchWords(Words).All;
        var wanted = new SearchQuery(Words, null, null, kind is { } one ? [one] : []);
        found = await Find.HitsAsync(actor, wanted, new Paging(1, size), CancellationToken.None);
    }

    private bool HasMore => found!.Items.Count < found.Total && size < Paging.MaxSize;

    private Task MoreAsync()
    {
        size = Math.Min(size + Size, Paging.MaxSize);
        return LoadAsync();
    }

    private async Task TypeAsync(string? text)
    {
        typed = text ?? string.Empty;
        typing?.Cancel();
        typing = new CancellationTokenSource();
        try
        {
            await Task.Delay(Pause, Clock, typing.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await GoAsync();
    }

    private Task GoAsync()
    {
        asked = typed?.Trim();
        Navigation.NavigateTo(Address(kind), replace: true);
        return Task.CompletedTask;
    }

    private string Address(FoundKind? of) => Navigation.GetUriWithQueryParameters(
        "/app/search", new Dictionary<string, object?> { ["q"] = string.IsNullOrWhiteSpace(typed) ? null : typed.Trim(), ["type"] = of?.ToString().ToLowerInvariant() });

    private static string IconOf(FoundKind kind) => kind switch
    {
        FoundKind.Comment => "message-square",
        FoundKind.Project => "layers",
        _ => "circle-check",
    };

    private static string NameOf(FoundKind kind) => kind switch
    {
        FoundKind.Comment => ShellText.Comment,
        FoundKind.Project => ShellText.Project,
        _ => ShellText.Task,
    };
}
