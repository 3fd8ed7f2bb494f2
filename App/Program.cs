using TaskHub;
using TaskHub.Activity;
using TaskHub.Api;
using TaskHub.Comments;
using TaskHub.Configuration;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Jobs;
using TaskHub.Organizations;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Telemetry;
using TaskHub.Webhooks;
using TaskHub.Worksection;

if (await Commands.RunAsync(args) is { } exitCode)
{
    return exitCode;
}

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddShell();
    using var demo = builder.AddDemo(args);
    builder.AddTelemetry();
    builder.AddJobs();
    builder.AddData();
    builder.AddIdentity();
    builder.AddEvents();
    builder.AddApi();
    builder.AddOrganizations();
    builder.AddProjects();
    builder.AddTasks();
    builder.AddComments();
    builder.AddActivity();
    builder.AddWebhooks();
    builder.AddWorksection();

    var app = builder.Build();
    app.CheckConfiguration();
    await app.OpenHubAsync();
    app.UseShell();
    app.MapShell();
    await app.PrepareDemoAsync();

    await app.RunAsync();
    return 0;
}
catch (ConfigurationException problem)
{
    return problem.Explain();
}

/// <summary>Public so that the tests can start the whole app.</summary>
public partial class Program;
