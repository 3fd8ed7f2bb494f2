using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TaskHub.Webhooks;

namespace TaskHub.Data;

internal sealed class WebhookTables : IEntityTypeConfiguration<Webhook>, IEntityTypeConfiguration<Delivery>, IEntityTypeConfiguration<Attempt>
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

        // The queue: what is pending, retrying or held. It stays small whatever the history grows to.
        builder.HasIndex(d => new { d.WebhookId, d.State, d.Id }, "IX_Deliveries_Queue").HasFilter("\"State\" IN (0, 1, 2)");

        // What an administrator looks for when something went wrong.
        builder.HasIndex(d => new { d.WebhookId, d.Id }, "IX_Deliveries_Failed").HasFilter("\"State\" = 4");
        builder.HasOne(d => d.Event).WithMany().HasForeignKey(d => d.EventId);
    }

    public void Configure(EntityTypeBuilder<Attempt> builder)
    {
        builder.HasIndex(a => new { a.DeliveryId, a.Number });
        builder.HasOne<Delivery>().WithMany().HasForeignKey(a => a.DeliveryId);
    }
}
