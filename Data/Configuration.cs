using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TaskHub.Activity;
using TaskHub.Comments;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Organizations;
using TaskHub.Projects;
using TaskHub.Tasks;

namespace TaskHub.Data;

internal sealed class PeopleTables : IEntityTypeConfiguration<User>, IEntityTypeConfiguration<AccessToken>, IEntityTypeConfiguration<RememberedAnswer>,
    IEntityTypeConfiguration<ApiKey>, IEntityTypeConfiguration<Membership>,
    IEntityTypeConfiguration<ProjectGuest>, IEntityTypeConfiguration<Organization>, IEntityTypeConfiguration<Invitation>,
    IEntityTypeConfiguration<AdministratorRequest>, IEntityTypeConfiguration<Counter>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.Property(u => u.Name).HasMaxLength(User.NameLength);
        builder.Property(u => u.Zone).HasMaxLength(User.ZoneLength);
    }

    public void Configure(EntityTypeBuilder<AccessToken> builder)
    {
        builder.HasIndex(t => t.Hash).IsUnique();
        builder.HasIndex(t => t.UserId);
        builder.HasIndex(t => t.OrganizationId);
    }

    public void Configure(EntityTypeBuilder<RememberedAnswer> builder)
    {
        builder.HasIndex(a => new { a.TokenId, a.Key }).IsUnique();
        builder.HasIndex(a => a.CreatedAt);
        builder.HasOne<AccessToken>().WithMany().HasForeignKey(a => a.TokenId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.HasKey(k => k.OrganizationId);
        builder.Property(k => k.OrganizationId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.HasIndex(m => new { m.OrganizationId, m.UserId }).IsUnique();
        builder.HasIndex(m => m.UserId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(m => m.OrganizationId);
    }

    public void Configure(EntityTypeBuilder<ProjectGuest> builder)
    {
        builder.HasKey(g => new { g.UserId, g.ProjectId });
        builder.HasIndex(g => g.ProjectId);
        builder.HasOne<Project>().WithMany().HasForeignKey(g => g.ProjectId);
        builder.HasOne<User>().WithMany().HasForeignKey(g => g.UserId);
    }

    public void Configure(EntityTypeBuilder<Organization> builder) => builder.Property(o => o.Name).HasMaxLength(Organization.NameLength);

    public void Configure(EntityTypeBuilder<Invitation> builder) => builder.HasIndex(i => i.OrganizationId);

    public void Configure(EntityTypeBuilder<AdministratorRequest> builder) => builder.HasIndex(r => new { r.OrganizationId, r.UserId });

    public void Configure(EntityTypeBuilder<Counter> builder) => builder.HasKey(c => c.Name);
}

internal sealed class WorkTables : IEntityTypeConfiguration<Project>, IEntityTypeConfiguration<TaskList>, IEntityTypeConfiguration<TaskItem>,
    IEntityTypeConfiguration<Subtask>, IEntityTypeConfiguration<TaskWatcher>, IEntityTypeConfiguration<Comment>, IEntityTypeConfiguration<Event>,
    IEntityTypeConfiguration<Notification>, IEntityTypeConfiguration<ProjectWatcher>, IEntityTypeConfiguration<Reaction>,
    IEntityTypeConfiguration<SavedView>, IEntityTypeConfiguration<TaskTemplate>,
    IEntityTypeConfiguration<Attachment>, IEntityTypeConfiguration<LabelColor>
{
    public void Configure(EntityTypeBuilder<Project> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => p.OrganizationId);
        builder.HasQueryFilter(p => p.DeletedAt == null);
    }

    public void Configure(EntityTypeBuilder<TaskList> builder)
    {
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.HasIndex(l => new { l.ProjectId, l.Position });
    }

    public void Configure(EntityTypeBuilder<TaskItem> builder)
    {
        builder.ToTable("Tasks");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.HasIndex(t => new { t.TaskListId, t.Position });
        builder.HasIndex(t => new { t.ProjectId, t.Id });
        builder.HasIndex(t => new { t.OrganizationId, t.Id });
        builder.HasIndex(t => new { t.AssignedId, t.DueOn });
        builder.HasIndex(t => t.DueOn).HasFilter("\"DueOn\" IS NOT NULL");
        builder.HasIndex(t => new { t.ProjectId, t.ImportKey }).HasFilter("\"ImportKey\" IS NOT NULL");
        builder.HasQueryFilter(t => t.DeletedAt == null);
    }

    public void Configure(EntityTypeBuilder<Subtask> builder)
    {
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => new { s.TaskId, s.Position });
        builder.HasIndex(s => s.OrganizationId);
    }

    public void Configure(EntityTypeBuilder<TaskWatcher> builder)
    {
        builder.HasKey(w => new { w.TaskId, w.UserId });
        builder.HasQueryFilter(w => !w.Muted);
    }

    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasIndex(a => a.TaskId);
        builder.HasIndex(a => a.OrganizationId);
        builder.HasQueryFilter(a => a.DeletedAt == null);
    }

    public void Configure(EntityTypeBuilder<TaskTemplate> builder)
    {
        builder.HasIndex(t => t.ProjectId);
        builder.HasOne<Project>().WithMany().HasForeignKey(t => t.ProjectId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<LabelColor> builder)
    {
        builder.HasKey(c => new { c.ProjectId, c.Name });
        builder.Property(c => c.Name).HasMaxLength(TaskItem.LabelLength);
        builder.HasOne<Project>().WithMany().HasForeignKey(c => c.ProjectId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.HasIndex(v => v.ProjectId);
        builder.HasIndex(v => v.OrganizationId);
        builder.HasOne<Project>().WithMany().HasForeignKey(v => v.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<User>().WithMany().HasForeignKey(v => v.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ProjectWatcher> builder)
    {
        builder.HasKey(w => new { w.ProjectId, w.UserId });
        builder.HasIndex(w => w.OrganizationId);
        builder.HasOne<Project>().WithMany().HasForeignKey(w => w.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<User>().WithMany().HasForeignKey(w => w.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Reaction> builder)
    {
        builder.HasKey(r => new { r.CommentId, r.UserId, r.Sign });
        builder.HasOne<Comment>().WithMany().HasForeignKey(r => r.CommentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<User>().WithMany().HasForeignKey(r => r.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Comment> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.HasIndex(c => new { c.TaskId, c.Id });
        builder.HasQueryFilter(c => c.DeletedAt == null);
    }

    public void Configure(EntityTypeBuilder<Event> builder)
    {
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.HasIndex(e => e.PublicId).IsUnique();
        builder.HasIndex(e => new { e.OrganizationId, e.Id });
        builder.HasIndex(e => new { e.ProjectId, e.Id });
        builder.HasIndex(e => new { e.TaskId, e.Id });
    }

    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        // One notification a person an event; and what a person has not read is counted at every look.
        builder.HasIndex(n => new { n.UserId, n.EventId }).IsUnique();
        builder.HasIndex(n => n.UserId, "IX_Notifications_Unread").HasFilter("\"ReadAt\" IS NULL");
        builder.HasIndex(n => n.EventId);
        builder.HasIndex(n => n.OrganizationId);
        builder.HasIndex(n => new { n.TaskId, n.UserId }).HasFilter("\"TaskId\" IS NOT NULL");
        builder.HasOne(n => n.Event).WithMany().HasForeignKey(n => n.EventId).OnDelete(DeleteBehavior.Cascade);
    }
}
