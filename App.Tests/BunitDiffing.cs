using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace TaskHub.Tests;

/// <summary>bUnit was built against AngleSharp.Diffing 1.x, which the feed lacks: answer its question with the 0.17 beside the tests.</summary>
internal static class BunitDiffing
{
    private const string Name = "AngleSharp.Diffing";

    [ModuleInitializer]
    internal static void Answer() => AssemblyLoadContext.Default.Resolving += Resolve;

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName wanted) =>
        wanted.Name == Name ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, Name + ".dll")) : null;
}
