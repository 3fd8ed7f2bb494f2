using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TaskHub.Webhooks;

namespace TaskHub.Data;

internal sealed class WebhookTables : IEntityTypeConfiguration<Webhook>, IEntityTypeConfiguration<Delivery>, IEntityTypeConfiguration<Attempt>,
    IEntityTypeConfiguration<WebhookVersion>, IEntityTypeConfiguration<Redelivery>, IEntityTypeConfiguration<WebhookAlarm>,
    IEntityTypeConfiguration<AlarmChoice>, IEntityTypeConfiguration<AttemptTally>
{
    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.HasIndex(w => w.OrganizationId);
        builder.HasQueryFilter(w => w.DeletedAt == null);
    }

    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.HasIndex(d => d.PublicId).IsUnique();
        builder.HasIndex(d => d.EventId);
        builder.HasIndex(d => new { d.WebhookId, d.Id });
        builder.HasIndex(d => new { d.WebhookId, d.Sequence }).IsUnique();

        // The queue, in the order in which it leaves: only what is pending or retrying has a next attempt, so the index stays small
        // whatever the history grows to, and SQLite uses it for every comparison with the time.
        builder.HasIndex(d => new { d.WebhookId, d.NextAttemptAt }, "IX_Deliveries_Due").HasFilter("\"NextAttemptAt\" IS NOT NULL");
        builder.HasIndex(d => d.WebhookId, "IX_Deliveries_Retrying").HasFilter("\"State\" = 1");
        builder.HasIndex(d => d.WebhookId, "IX_Deliveries_Held").HasFilter("\"State\" = 2");

        // What an administrator looks for when something went wrong, and what a receiver that asks for its gaps does.
        builder.HasIndex(d => new { d.WebhookId, d.Id }, "IX_Deliveries_Failed").HasFilter("\"State\" = 4");
        builder.HasIndex(d => new { d.WebhookId, d.Id }, "IX_Deliveries_Canceled").HasFilter("\"State\" = 5");

        // By what went wrong, mended since or not: kinds of errors and statuses are looked for in this index alone, and what went well at once is not in it.
        builder.HasIndex(d => new { d.WebhookId, d.Id, d.FailedError, d.FailedStatusCode }, "IX_Deliveries_Errors").HasFilter("\"FailedError\" IS NOT NULL");
        builder.HasOne(d => d.Event).WithMany().HasForeignKey(d => d.EventId);
    }

    public void Configure(EntityTypeBuilder<Attempt> builder)
    {
        builder.HasIndex(a => new { a.DeliveryId, a.Number });

        // How a webhook did lately is read from this index alone.
        builder.HasIndex(a => new { a.WebhookId, a.StartedAt, a.Error, a.DurationMs }, "IX_Attempts_Health");
        builder.HasOne<Delivery>().WithMany().HasForeignKey(a => a.DeliveryId);
    }

    public void Configure(EntityTypeBuilder<AttemptTally> builder)
    {
        builder.HasKey(t => new { t.WebhookId, t.Minutes, t.Start, t.Error, t.StatusCode, t.Speed });
        builder.HasIndex(t => t.Start);
    }

    public void Configure(EntityTypeBuilder<WebhookVersion> builder)
    {
        builder.HasKey(v => new { v.WebhookId, v.FromEventId });
        builder.HasIndex(v => v.OrganizationId);
    }

    public void Configure(EntityTypeBuilder<WebhookAlarm> builder)
    {
        builder.HasKey(a => a.WebhookId);
        builder.Property(a => a.WebhookId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<AlarmChoice> builder)
    {
        builder.HasKey(c => new { c.UserId, c.OrganizationId });
        builder.HasIndex(c => c.OrganizationId);
    }

    public void Configure(EntityTypeBuilder<Redelivery> builder)
    {
        builder.HasIndex(r => new { r.WebhookId, r.Id });
        builder.HasIndex(r => r.Id, "IX_Redeliveries_Running").HasFilter("\"State\" = 0");
    }
}
