using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Tests.Architecture;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests;

/// <summary>Keeps the plan of the house: who may know whom, how large a file may grow, what a name may say.</summary>
public sealed class ArchitectureTests
{
    private static readonly string[] EmptyWords = ["Service", "Manager", "Helper", "Helpers", "Utils", "Util", "Common", "Base", "Impl"];

    private static readonly Assembly App = typeof(Program).Assembly;
    private static readonly HashSet<Type> Mapped = MappedTypes();
    private static readonly Rooms Rooms = new("TaskHub", Mapped.Contains);

    [Fact]
    public void A_room_knows_only_whom_it_may() => None(Rooms.Trespasses(TypeUses.Of(App.GetTypes())));

    [Fact]
    public void Every_room_stands_in_the_table() => None(Rooms.Unlisted(App.GetTypes()));

    [Fact]
    public void Markup_is_read_like_code() =>
        Assert.Contains(TypeUses.Of([typeof(Routes)]), use => use.To == typeof(NotFoundPage));

    [Theory]
    [InlineData(".cs", 300)]
    [InlineData(".razor", 120)]
    [InlineData("App/Program.cs", 60)]
    public void No_file_outgrows_its_bound(string ending, int most)
    {
        var files = ending.Contains('/', StringComparison.Ordinal) ? [ending] : Repository.Files(ending);

        None(files.Select(file => (file, lines: Repository.Lines(file))).Where(each => each.lines > most));
    }

    [Fact]
    public void Code_inside_a_page_stays_under_forty_lines()
    {
        var codes = Repository.Files(".razor").Select(file => (file, lines: LinesOfCode(file)));

        None(codes.Where(each => each.lines > 40));
    }

    // The analyzer bans these too; here a pragma that switches it off is seen.
    [Fact]
    public void Only_the_guarded_client_reaches_out()
    {
        var ways = File.ReadLines(Path.Combine(Repository.Root, "BannedSymbols.txt"))
            .Where(line => line.StartsWith("T:", StringComparison.Ordinal)).Select(line => line[2..line.IndexOf(';', StringComparison.Ordinal)]).ToHashSet();
        Type[] homes = [typeof(OutboundHandler), typeof(OutboundClient), typeof(SystemNameResolver)];

        var uses = TypeUses.Of(App.GetTypes()).Where(use => ways.Contains(use.To.FullName ?? "")).ToList();

        None(uses.Where(use => !homes.Contains(use.From)));
        Assert.Superset(
            new HashSet<Type?> { typeof(System.Net.Sockets.Socket), typeof(SocketsHttpHandler), typeof(System.Net.Dns) },
            uses.Select(use => (Type?)use.To).ToHashSet());
    }

    [Fact]
    public void No_expression_backtracks_and_none_is_built_from_what_people_write()
    {
        const System.Reflection.BindingFlags all = (System.Reflection.BindingFlags)0x3C;
        var made = App.GetTypes().SelectMany(type => type.GetMethods(all | System.Reflection.BindingFlags.DeclaredOnly))
            .Select(method => (method, regex: method.GetCustomAttributes(false).OfType<System.Text.RegularExpressions.GeneratedRegexAttribute>().FirstOrDefault()))
            .Where(each => each.regex is not null).ToList();

        Assert.NotEmpty(made);
        None(made.Where(each => !each.regex!.Options.HasFlag(System.Text.RegularExpressions.RegexOptions.NonBacktracking)).Select(each => each.method.Name));
        None(LinesOfTheApp().Where(line => line.Text.Contains("new Regex(", StringComparison.Ordinal) || line.Text.Contains(" Regex.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Raw_statements_stand_in_Data_alone_and_hold_nothing_but_parameters()
    {
        string[] raw = ["SqlRaw", "FromSql", "SqlQuery", "CommandText"];
        var lines = LinesOfTheApp().Where(line => raw.Any(word => line.Text.Contains(word, StringComparison.Ordinal))).ToList();

        None(lines.Where(line => !line.File.StartsWith("Data/", StringComparison.Ordinal)));
        None(lines.Where(line => System.Text.RegularExpressions.Regex.IsMatch(line.Text, @"Raw(<\w+>)?(Async)?\(\s*\$")));
        Assert.NotEmpty(lines);
    }

    /// <summary>Blazor ends a page with status 500 where a number is asked for and something else stands in the address.</summary>
    [Fact]
    public void A_page_takes_every_part_of_its_query_as_a_text() => Assert.Empty(
        from type in App.GetTypes()
        from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        where property.IsDefined(typeof(SupplyParameterFromQueryAttribute)) && property.PropertyType != typeof(string) && property.PropertyType != typeof(string[])
        select $"{type.FullName}.{property.Name}");

    [Fact]
    public void A_name_says_something()
    {
        var names = App.GetTypes().Where(type => type.Namespace?.StartsWith("TaskHub", StringComparison.Ordinal) == true).Select(type => type.Name);

        None(names.Where(name => EmptyWords.Any(word => name.EndsWith(word, StringComparison.Ordinal))));
    }

    // Names every culprit, where xUnit's own message stops at the fifth.
    private static void None<T>(IEnumerable<T> culprits)
    {
        var named = culprits.Select(culprit => $"  {culprit}").Order(StringComparer.Ordinal).ToList();
        Assert.True(named.Count == 0, $"Against the rule:\n{string.Join('\n', named)}");
    }

    private static IEnumerable<(string File, string Text)> LinesOfTheApp() =>
        Repository.Files(".cs").Concat(Repository.Files(".razor"))
            .Where(file => file.StartsWith("App/", StringComparison.Ordinal) || file.StartsWith("Data/", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(Path.Combine(Repository.Root, file)).Select(line => (file, line)));

    private static int LinesOfCode(string file) =>
        File.ReadLines(Path.Combine(Repository.Root, file)).SkipWhile(line => !line.StartsWith("@code", StringComparison.Ordinal)).Count();

    // The entities, and what their columns are made of.
    private static HashSet<Type> MappedTypes()
    {
        using var db = new AppDbContext(new DbContextOptionsBuilder<AppDbContext>().UseSqlite("Data Source=:memory:").Options);
        var entities = db.Model.GetEntityTypes().ToList();
        var columns = entities.SelectMany(entity => entity.GetProperties()).Select(column => Nullable.GetUnderlyingType(column.ClrType) ?? column.ClrType);
        return [.. entities.Select(entity => entity.ClrType), .. columns];
    }
}
