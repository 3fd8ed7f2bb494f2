namespace TaskHub.Tests.Architecture;

/// <summary>The rules of the house can fail: a sample house breaks each of them.</summary>
public sealed class RoomsTests
{
    private static readonly Rooms Rooms = new(nameof(SampleHouse), type => type == typeof(SampleHouse.Tasks.TaskItem));

    [Theory]
    [InlineData(typeof(SampleHouse.Webhooks.CallsInAnAsyncLambda), typeof(SampleHouse.Tasks.EditTask))]
    [InlineData(typeof(SampleHouse.Webhooks.ShowsInMarkup), typeof(SampleHouse.Tasks.TaskCard))]
    [InlineData(typeof(SampleHouse.Webhooks.ReadsAQuery), typeof(SampleHouse.Tasks.TaskItem))]
    [InlineData(typeof(SampleHouse.Webhooks.KnowsTheDatabase), typeof(Microsoft.Data.Sqlite.SqliteException))]
    [InlineData(typeof(SampleHouse.Navigation), typeof(SampleHouse.Webhooks.Security.Secret))]
    [InlineData(typeof(SampleHouse.Data.Tables), typeof(SampleHouse.Tasks.EditTask))]
    public void A_forbidden_acquaintance_is_seen(Type from, Type to) =>
        Assert.Equal([to.FullName!], TrespassesOf(from).Select(trespass => trespass.To).Distinct());

    [Fact]
    public void A_room_may_know_its_own_sub_rooms() => Assert.Empty(TrespassesOf(typeof(SampleHouse.Webhooks.KeepsToItself)));

    [Fact]
    public void A_room_outside_the_table_is_named() =>
        Assert.Equal(["Attic"], Rooms.Unlisted(SampleTypes()));

    private static IEnumerable<Trespass> TrespassesOf(Type from) =>
        Rooms.Trespasses(TypeUses.Of(SampleTypes()).Where(use => use.From == from));

    private static IEnumerable<Type> SampleTypes() =>
        typeof(RoomsTests).Assembly.GetTypes().Where(type => type.FullName!.StartsWith(nameof(SampleHouse), StringComparison.Ordinal));
}
