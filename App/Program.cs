using TaskHub;
using TaskHub.Comments;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Jobs;
using TaskHub.Organizations;
using TaskHub.Projects;
using TaskHub.Tasks;

var builder = WebApplication.CreateBuilder(args);
builder.AddShell();
builder.AddJobs();
builder.AddData();
builder.AddIdentity();
builder.AddEvents();
builder.AddOrganizations();
builder.AddProjects();
builder.AddTasks();
builder.AddComments();

var app = builder.Build();
await app.OpenHubAsync();
app.UseShell();
app.MapShell();

await app.RunAsync();

/// <summary>Public so that the tests can start the whole app.</summary>
public partial class Program;
