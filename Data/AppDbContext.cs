using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using TaskHub.Activity;
using TaskHub.Comments;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Organizations;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Webhooks;

namespace TaskHub.Data;

/// <summary>
/// The map of the tables, and what one unit of work collects until it commits: recorded events, topics to signal, callbacks.
/// A context that writes comes from <see cref="WriteGate"/>; one that only reads comes from the factory.
/// </summary>
public sealed partial class AppDbContext(DbContextOptions<AppDbContext> options) : IdentityUserContext<User, long>(options)
{
    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<RememberedAnswer> RememberedAnswers => Set<RememberedAnswer>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<ProjectGuest> ProjectGuests => Set<ProjectGuest>();
    public DbSet<Organization> Organizations => Set<Organization>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<AdministratorRequest> AdministratorRequests => Set<AdministratorRequest>();
    public DbSet<Project> Projects => Set<Project>();
    public DbSet<TaskList> TaskLists => Set<TaskList>();
    public DbSet<TaskItem> Tasks => Set<TaskItem>();
    public DbSet<Subtask> Subtasks => Set<Subtask>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<TaskTemplate> TaskTemplates => Set<TaskTemplate>();
    public DbSet<LabelColor> LabelColors => Set<LabelColor>();
    public DbSet<SavedView> SavedViews => Set<SavedView>();
    public DbSet<TaskWatcher> TaskWatchers => Set<TaskWatcher>();
    public DbSet<ProjectWatcher> ProjectWatchers => Set<ProjectWatcher>();
    public DbSet<Reaction> Reactions => Set<Reaction>();
    public DbSet<Comment> Comments => Set<Comment>();
    public DbSet<Event> Events => Set<Event>();
    public DbSet<Notification> Notifications => Set<Notification>();
    public DbSet<Webhook> Webhooks => Set<Webhook>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<Attempt> Attempts => Set<Attempt>();
    public DbSet<AttemptTally> AttemptTallies => Set<AttemptTally>();
    public DbSet<WebhookVersion> WebhookVersions => Set<WebhookVersion>();
    public DbSet<Redelivery> Redeliveries => Set<Redelivery>();
    public DbSet<WebhookAlarm> WebhookAlarms => Set<WebhookAlarm>();
    public DbSet<AlarmChoice> AlarmChoices => Set<AlarmChoice>();
    public DbSet<Letter> Letters => Set<Letter>();
    public DbSet<Counter> Counters => Set<Counter>();

    /// <summary>Passkeys are a part of the schema from the first day, so that no later release has to add their table.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<User>().ToTable("Users");
        builder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
    }
}
