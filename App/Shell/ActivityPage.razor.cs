using Microsoft.AspNetCore.Components;
using TaskHub.Activity;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Projects;
using TaskHub.Ui;

namespace TaskHub;

/// <summary>What happened in an organization, or in one project of it: who changed what, from which value to which.</summary>
public sealed partial class ActivityPage
{
    private static readonly (string Kind, string Name)[] Kinds =
        [("task", ShellText.Tasks), ("comment", ShellText.OnlyComments), ("project", ShellText.Projects)];

    private readonly Dictionary<long, ChangeWords> words = [];
    private IReadOnlyList<ActivityRow>? rows;
    private IReadOnlyList<ProjectRow> projects = [];
    private int size = FindActivity.Size;
    private IDisposable? subscription;
    private long watched;
    private bool asksWhy;
    private string? asked;

    [Parameter]
    public long OrganizationId { get; set; }

    [SupplyParameterFromQuery]
    private string? Project { get; set; }

    [SupplyParameterFromQuery]
    private string? Who { get; set; }

    [SupplyParameterFromQuery]
    private string? Kind { get; set; }

    [Inject]
    private FindActivity Find { get; set; } = default!;

    [Inject]
    private FindProjects Projects { get; set; } = default!;

    [Inject]
    private FindProject OneProject { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private LiveTopics Live { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private long? ProjectId => QueryNumber.Of(Project);

    private string ProjectName => projects.FirstOrDefault(p => p.Id == ProjectId)?.Name ?? ShellText.AllProjects;

    public void Dispose() => subscription?.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        if (watched != OrganizationId)
        {
            watched = OrganizationId;
            subscription?.Dispose();
            subscription = RendererInfo.IsInteractive ? Live.Subscribe([Topic.Organization(OrganizationId)], () => InvokeAsync(LoadAsync)) : null;
        }

        size = FindActivity.Size;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        if (await Current.FindAsync() is not { } actor)
        {
            return;
        }

        var found = await Find.RunAsync(actor, new ActivityWish(OrganizationId, ProjectId, QueryNumber.Of(Who), Kinds.Any(k => k.Kind == Kind) ? Kind : null), size);
        if (found is null)
        {
            Navigation.NotFound();
            return;
        }

        var all = await Projects.RunAsync(actor, OrganizationId);
        foreach (var project in found.Select(r => r.ProjectId).Distinct())
        {
            // Lists that are gone are said as such.
            var head = await OneProject.RunAsync(actor, project);
            words[project] = new ChangeWords(head.Ok ? head.Value.Lists : []);
        }

        (rows, projects, asksWhy) = (found, all.Ok ? all.Value : [], actor.IsAdministrator(OrganizationId));
        StateHasChanged();
    }

    private Task MoreAsync()
    {
        size += FindActivity.Size;
        return LoadAsync();
    }

    private string Say(ActivityRow row) => string.Join(", ", words[row.ProjectId].SayAll(row.Entry));

    private string With(string name, object? value) => Navigation.GetUriWithQueryParameter(name, value?.ToString());
}
