using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Faults;

/// <summary>
/// Rows that no program of ours writes, in the middle of others that are well: a poison delivery ends with a word on record, and keeps nothing
/// else from leaving.
/// </summary>
public sealed class PoisonTests(ITestOutputHelper output)
{
    private const int OfEach = 3;
    private const int EventsOfEach = 3;

    private enum Ends
    {
        /// <summary>The one in the middle fails for good, the others arrive.</summary>
        One,

        /// <summary>All of the webhook's fail for good.</summary>
        All,

        /// <summary>The webhook is disabled and holds everything until it is mended.</summary>
        Held,

        /// <summary>It does no harm at all.</summary>
        None,
    }

    private static readonly Shape[] Shapes =
    [
        new("an event that is no JSON", Ends.One, "bad_answer", """UPDATE "Events" SET "Data" = '{' WHERE "Id" = $event"""),
        new("an event that is null", Ends.One, "bad_answer", """UPDATE "Events" SET "Data" = 'null' WHERE "Id" = $event"""),
        new("an event of another shape", Ends.One, "bad_answer", """UPDATE "Events" SET "Data" = '[1, 2]' WHERE "Id" = $event"""),
        new("an event of bytes", Ends.One, "bad_answer", """UPDATE "Events" SET "Data" = x'00ff00ff' WHERE "Id" = $event"""),
        new("an event that is gone", Ends.One, "bad_answer", """DELETE FROM "Events" WHERE "Id" = $event"""),
        new("a time beyond all times", Ends.None, null, """UPDATE "Events" SET "OccurredAt" = 9000000000000000000 WHERE "Id" = $event"""),
        new("a format that nobody knows", Ends.All, "bad_answer", """UPDATE "Webhooks" SET "Format" = 99 WHERE "Id" = $webhook"""),
        new("headers that are no JSON", Ends.All, "bad_answer", """UPDATE "Webhooks" SET "Headers" = $headers WHERE "Id" = $webhook"""),
        new("the secret of another web hook", Ends.Held, "bad_answer", """UPDATE "Webhooks" SET "Secret" = $secret WHERE "Id" = $webhook"""),
        new("an url that is none", Ends.Held, "refused_address", """UPDATE "Webhooks" SET "Url" = 'nowhere' WHERE "Id" = $webhook"""),
    ];

    [Fact]
    public async Task A_poison_row_ends_with_a_word_and_keeps_nothing_else_from_leaving()
    {
        var tally = new Tally(FaultKind.Poison);
        while (tally.Injections < FaultKind.Poison.Planned)
        {
            await RoundAsync(tally);
        }

        FaultReport.Close(output, tally);
    }

    private static async Task RoundAsync(Tally tally)
    {
        await using var receiver = await CountingReceiver.StartAsync(DeliveryHub.Secret);
        using var folder = new TemporaryFolder();
        await using var hub = await DeliveryHub.StartAsync(folder.Path, new Dictionary<string, string?> { ["TaskHub:Webhooks:DisableAfter"] = "4" });
        var patients = new List<Patient>();
        foreach (var shape in Shapes.SelectMany(shape => Enumerable.Repeat(shape, OfEach)))
        {
            // Each has a project of its own, so that what is done to its events is done to it alone.
            var project = patients.Count + 10;
            var url = $"{receiver.Url}hook-{project}";
            var id = await hub.AddWebhookAsync(url, WebhookFormat.Full, webhook =>
            {
                (webhook.ProjectIds, webhook.Enabled, webhook.DisabledReason) = ([project], false, DisabledReason.Errors);
            });
            await hub.CreateAsync(Enumerable.Range(0, EventsOfEach).Select(i => (project * 10L) + i), project: project);
            patients.Add(new(id, url, shape));
        }

        await PoisonAsync(hub, folder.Path, patients);
        tally.Acknowledged += patients.Count * EventsOfEach;
        await hub.EnableAsync();
        tally.Expect(
            await hub.UntilAsync(async db => !await db.Deliveries.AnyAsync(d => d.State == DeliveryState.Pending || d.State == DeliveryState.Retrying)),
            () => "some deliveries came to no end");
        foreach (var patient in patients)
        {
            await JudgeEndAsync(tally, hub, patient);
        }

        foreach (var patient in patients.Where(patient => patient.Shape.Ends == Ends.Held))
        {
            var secret = await ProtectAsync(hub, patient.Id, SecretKind.Signing, DeliveryHub.Secret);
            await hub.WriteAsync(db => db.Database.ExecuteSqlAsync(
                $"""UPDATE "Webhooks" SET "Secret" = {secret}, "Url" = {patient.Url} WHERE "Id" = {patient.Id}"""));
        }

        await hub.EnableAsync();
        tally.Expect(await hub.DrainedAsync(), () => "web hooks were mended, and what was held does not leave");
        foreach (var patient in patients)
        {
            await JudgeArrivalsAsync(tally, hub, receiver, patient);
        }
    }

    /// <summary>With a tool of the operator's, which knows nothing of the rules between tables.</summary>
    private static async Task PoisonAsync(DeliveryHub hub, string folder, List<Patient> patients)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "taskhub.db")};Foreign Keys=False;Pooling=False");
        await connection.OpenAsync();
        foreach (var patient in patients)
        {
            var victim = await VictimAsync(hub, patient.Id);
            await using var command = connection.CreateCommand();
            command.CommandText = patient.Shape.Sql;
            command.Parameters.AddWithValue("$event", victim.EventId);
            command.Parameters.AddWithValue("$webhook", patient.Id);
            command.Parameters.AddWithValue("$headers", await ProtectAsync(hub, patient.Id, SecretKind.Headers, "nonsense"));
            command.Parameters.AddWithValue("$secret", await ProtectAsync(hub, patient.Id + 1000, SecretKind.Signing, DeliveryHub.Secret));
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task<string> ProtectAsync(DeliveryHub hub, long webhook, SecretKind kind, string text) =>
        hub.Get<WebhookSecrets>().Protect(await hub.ReadAsync(db => db.Organizations.Select(o => o.Id).FirstAsync()), webhook, kind, text);

    private static Task<Delivery> VictimAsync(DeliveryHub hub, long webhook) =>
        hub.ReadAsync(db => db.Deliveries.Where(d => d.WebhookId == webhook).OrderBy(d => d.Id).Skip(1).FirstAsync());

    private static async Task JudgeArrivalsAsync(Tally tally, DeliveryHub hub, CountingReceiver receiver, Patient patient)
    {
        foreach (var delivery in await hub.ReadAsync(db => db.Deliveries.Where(d => d.WebhookId == patient.Id).ToListAsync()))
        {
            var arrived = receiver.Arrivals.GetValueOrDefault(delivery.PublicId)?.Count ?? 0;
            var name = patient.Shape.Name;
            tally.Expect(arrived == (delivery.State == DeliveryState.Delivered ? 1 : 0), () => $"{name}: {delivery.State}, arrived {arrived} times");
            tally.Expect(patient.Shape.Ends != Ends.Held || arrived == 1, () => $"{name}: mended, and {delivery.State}");
            tally.Delivered += arrived > 0 ? 1 : 0;
            tally.Duplicated += arrived > 1 ? 1 : 0;
        }

        tally.Judged();
    }

    private static async Task JudgeEndAsync(Tally tally, DeliveryHub hub, Patient patient)
    {
        var shape = patient.Shape;
        var states = await hub.ReadAsync(db => db.Deliveries.Where(d => d.WebhookId == patient.Id).OrderBy(d => d.Id).Select(d => d.State).ToListAsync());
        DeliveryState[] expected = shape.Ends switch
        {
            Ends.One => [DeliveryState.Delivered, DeliveryState.Failed, DeliveryState.Delivered],
            Ends.All => [DeliveryState.Failed, DeliveryState.Failed, DeliveryState.Failed],
            Ends.Held => [DeliveryState.Held, DeliveryState.Held, DeliveryState.Held],
            _ => [DeliveryState.Delivered, DeliveryState.Delivered, DeliveryState.Delivered],
        };
        tally.Expect(states.SequenceEqual(expected), () => $"{shape.Name}: {string.Join(", ", states)}");
        var victim = await VictimAsync(hub, patient.Id);
        var errors = await hub.ReadAsync(db => db.Attempts.Where(a => a.DeliveryId == victim.Id).Select(a => a.Error).ToListAsync());
        var mostly = shape.Ends is Ends.One or Ends.All ? 3 : errors.Count;
        tally.Expect(errors.Count == mostly && errors.All(e => e == shape.Error), () => $"{shape.Name}: on record is {string.Join(", ", errors)}");
    }

    private sealed record Shape(string Name, Ends Ends, string? Error, string Sql);

    private sealed record Patient(long Id, string Url, Shape Shape);
}
