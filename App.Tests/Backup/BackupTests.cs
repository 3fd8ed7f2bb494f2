using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TaskHub.Backup;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Backup;

public sealed class BackupTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly Progress<BackupStep> Nobody = new();

    private readonly string shelf = Directory.CreateTempSubdirectory("taskhub-test-").FullName;
    private HubDatabase hub = null!;

    private string File => Path.Combine(shelf, "hub.backup");

    private string Elsewhere => Path.Combine(shelf, "elsewhere");

    public async ValueTask InitializeAsync()
    {
        hub = await HubDatabase.CreateAsync(builder => builder.AddBackup());
        await hub.ProjectAsync("Backed up");
        Put(hub.Get<DataFolder>().Keys, "key-1.xml", "<key/>");
        Put(Path.Combine(hub.Get<DataFolder>().Files, "ab"), "cdef", "an attachment");
        Put(hub.Get<DataFolder>().Files, "empty", "");
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        Directory.Delete(shelf, recursive: true);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a passphrase")]
    public async Task All_that_was_backed_up_comes_back_and_nothing_is_left_beside_it(string? passphrase)
    {
        var made = await MakeAsync(passphrase);

        Assert.Equal((1, 2, passphrase is not null), (made.Value.Keys, made.Value.Attachments, made.Value.IsSealed));
        Assert.Equal([File], Directory.GetFileSystemEntries(shelf));
        Assert.True(OperatingSystem.IsWindows() || System.IO.File.GetUnixFileMode(File) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Null((await RestoreAsync(passphrase)).Value.Aside);
        Assert.Equal("<key/>", Text("keys/key-1.xml"));
        Assert.Equal("an attachment", Text("files/ab/cdef"));
        Assert.Equal("", Text("files/empty"));
        Assert.Equal(["Backed up"], await NamesAsync());
        Assert.Equal(["files", "keys", "taskhub.db", "taskhub.lock"], EntriesElsewhere());
    }

    [Fact]
    public async Task A_file_that_exists_is_never_replaced()
    {
        Put(shelf, "hub.backup", "mine");

        var made = await MakeAsync();

        Assert.Equal(BackupText.Exists(File), made.Failure?.Message);
        Assert.Equal("mine", await System.IO.File.ReadAllTextAsync(File, Cancel));
        Assert.Equal([File], Directory.GetFileSystemEntries(shelf));
    }

    [Fact]
    public async Task What_was_there_before_is_kept_aside()
    {
        await MakeAsync();
        await RestoreAsync();
        await hub.ProjectAsync("Later");
        System.IO.File.Delete(File);
        await MakeAsync();

        var aside = (await RestoreAsync()).Value.Aside!;

        Assert.Equal(["Backed up", "Later"], await NamesAsync());
        Assert.Equal(["Backed up"], await NamesAsync(aside));
        Assert.Equal(["files", "keys", "taskhub.db"], Directory.GetFileSystemEntries(aside).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a passphrase")]
    public async Task A_damaged_or_shortened_backup_changes_nothing(string? passphrase)
    {
        await MakeAsync(passphrase);
        var whole = await System.IO.File.ReadAllBytesAsync(File, Cancel);
        byte[][] bad =
        [
            [], [1, 2, 3], whole[..6], whole[..100], whole[..(whole.Length / 2)], whole[..^1], Changed(whole, whole.Length / 3), Changed(whole, whole.Length / 2),
        ];
        foreach (var bytes in bad)
        {
            await System.IO.File.WriteAllBytesAsync(File, bytes, Cancel);

            Assert.NotNull((await RestoreAsync(passphrase)).Failure);
            Assert.False(Directory.Exists(Elsewhere));
        }
    }

    [Fact]
    public async Task An_encrypted_backup_needs_its_passphrase()
    {
        await MakeAsync("a passphrase");

        Assert.Equal(BackupText.NeedsPassphrase, (await RestoreAsync()).Failure?.Message);
        Assert.Equal(BackupText.WrongPassphrase, (await RestoreAsync("another")).Failure?.Message);
        Assert.Equal(BackupText.EmptyPassphrase, (await hub.Get<MakeBackup>().RunAsync(File + "2", "", Nobody, Cancel)).Failure?.Message);
    }

    [Fact]
    public async Task The_backup_of_a_newer_version_is_refused_and_so_is_its_database()
    {
        await using (var db = hub.Open())
        {
            await db.Database.ExecuteSqlRawAsync(
                """INSERT INTO "__EFMigrationsHistory" VALUES ('99990101000000_Later', '99.0.0')""", Cancel);
        }

        await MakeAsync();

        Assert.Equal(BackupText.Newer, (await RestoreAsync()).Failure?.Message);
        Assert.Contains("newer TaskHub", hub.Get<DatabaseStart>().WhyNot(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_a_hub_serves_from_is_not_touched()
    {
        await MakeAsync();
        using var serving = HostOver(Elsewhere);
        Assert.True(serving.Services.GetRequiredService<DatabaseStart>().TryLock());

        Assert.Equal(BackupText.Serving(Elsewhere), (await RestoreAsync()).Failure?.Message);
        Assert.Equal(["taskhub.lock"], EntriesElsewhere());
    }

    [Fact]
    public async Task A_hub_does_not_begin_anew_in_a_folder_whose_restore_was_cut_off()
    {
        await MakeAsync();
        Put(Elsewhere, "taskhub.restoring", "");
        using (var cut = HostOver(Elsewhere))
        {
            Assert.Contains("cut off", cut.Services.GetRequiredService<DatabaseStart>().WhyNot(), StringComparison.Ordinal);
        }

        await RestoreAsync();

        using var whole = HostOver(Elsewhere);
        Assert.Null(whole.Services.GetRequiredService<DatabaseStart>().WhyNot());
    }

    [Theory]
    [InlineData("taskhub.db", true)]
    [InlineData("keys/key-1.xml", true)]
    [InlineData("files/ab/cd", true)]
    [InlineData("taskhub.lock", false)]
    [InlineData("/etc/passwd", false)]
    [InlineData("keys/../../etc/passwd", false)]
    [InlineData("keys/..\\x", false)]
    [InlineData("files//x", false)]
    [InlineData("files/", false)]
    public void An_archive_writes_only_below_its_own_folders(string name, bool isSafe) => Assert.Equal(isSafe, BackupNames.IsSafe(name));

    private static void Put(string directory, string name, string text)
    {
        Directory.CreateDirectory(directory);
        System.IO.File.WriteAllText(Path.Combine(directory, name), text);
    }

    private static byte[] Changed(byte[] bytes, int at)
    {
        var changed = bytes.ToArray();

        // A run of bytes: one bit can fall where the compression says the same thing in another way.
        foreach (ref var each in changed.AsSpan(at, 16))
        {
            each ^= 0x5A;
        }

        return changed;
    }

    private static IHost HostOver(string folder)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { ContentRootPath = Path.GetTempPath() });
        builder.Configuration.AddInMemoryCollection([new("TaskHub:DataPath", folder)]);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddData();
        builder.AddBackup();
        return builder.Build();
    }

    private Task<Result<BackupSummary>> MakeAsync(string? passphrase = null) => hub.Get<MakeBackup>().RunAsync(File, passphrase, Nobody, Cancel);

    private async Task<Result<RestoreSummary>> RestoreAsync(string? passphrase = null)
    {
        using var host = HostOver(Elsewhere);
        return await host.Services.GetRequiredService<RestoreBackup>().RunAsync(File, passphrase, Nobody, Cancel);
    }

    private IEnumerable<string?> EntriesElsewhere() => Directory.GetFileSystemEntries(Elsewhere).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private string Text(string name) => System.IO.File.ReadAllText(Path.Combine(Elsewhere, name));

    // Without the pool, so that the files can be moved again.
    private async Task<List<string>> NamesAsync(string? folder = null)
    {
        var options = new DbContextOptionsBuilder<AppDbContext>()
            .UseSqlite($"Data Source={Path.Combine(folder ?? Elsewhere, "taskhub.db")};Pooling=false").Options;
        await using var db = new AppDbContext(options);
        return await db.Projects.OrderBy(p => p.Id).Select(p => p.Name).ToListAsync(Cancel);
    }
}
