using TaskHub;

var builder = WebApplication.CreateBuilder(args);
builder.AddShell();

var app = builder.Build();
app.UseShell();
app.MapShell();

await app.RunAsync();

/// <summary>Public so that the tests can start the whole app.</summary>
public partial class Program;
