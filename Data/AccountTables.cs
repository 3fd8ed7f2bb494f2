using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Migrations;
using TaskHub.Identity;

namespace TaskHub.Data;

internal sealed class AccountTables : IEntityTypeConfiguration<Session>, IEntityTypeConfiguration<AuditEntry>, IEntityTypeConfiguration<Letter>
{
    // A year, as SQLite's own clock sees it: what the program believes of the time moves nothing here.
    private const string Young = "OLD.\"At\" > (CAST(strftime('%s', 'now') AS INTEGER) - 365 * 86400) * 1000";

    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.HasIndex(s => s.UserId);
        builder.HasOne(s => s.User).WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    // No key to people or organizations: an entry outlives what it speaks of.
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.HasIndex(e => new { e.OrganizationId, e.Id });
        builder.HasIndex(e => new { e.UserId, e.Id });
        builder.HasIndex(e => e.At);
        builder.HasIndex(e => e.SubjectId).HasFilter("\"SubjectId\" IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<Letter> builder)
    {
        builder.Property(l => l.Title).HasMaxLength(Letter.TitleLength);
        builder.HasIndex(l => l.DueAt).HasFilter("\"DueAt\" IS NOT NULL");
        builder.HasIndex(l => l.OrganizationId);
        builder.HasOne<User>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    /// <summary>
    /// Makes the audit append-only in the database itself. A later migration that builds the table anew must call it again, because the triggers
    /// go with the old one.
    /// </summary>
    internal static void Guard(MigrationBuilder migration)
    {
        migration.Sql(
            """
            CREATE TRIGGER "AuditEntries_NeverChanged" BEFORE UPDATE ON "AuditEntries"
            BEGIN SELECT RAISE(ABORT, 'The audit is append-only'); END;
            """);
        migration.Sql(
            $"""
            CREATE TRIGGER "AuditEntries_KeptForAYear" BEFORE DELETE ON "AuditEntries" WHEN {Young}
            BEGIN SELECT RAISE(ABORT, 'The audit is kept for a year'); END;
            """);
    }
}
