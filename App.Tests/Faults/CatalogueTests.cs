using System.Reflection;

namespace TaskHub.Tests.Faults;

/// <summary>The catalogue keeps what the project promises.</summary>
public sealed class CatalogueTests
{
    private static readonly List<FaultKind> Kinds =
        [.. typeof(FaultKind).GetProperties(BindingFlags.Static | BindingFlags.Public).Where(p => p.PropertyType == typeof(FaultKind)).Select(p => (FaultKind)p.GetValue(null)!)];

    [Fact]
    public void Every_run_injects_450_faults_and_the_long_one_3_000()
    {
        Assert.True(Kinds.Sum(kind => kind.InCi) >= 450, $"{Kinds.Sum(kind => kind.InCi)}");
        Assert.True(Kinds.Sum(kind => kind.Long) >= 3_000, $"{Kinds.Sum(kind => kind.Long)}");
    }
}
