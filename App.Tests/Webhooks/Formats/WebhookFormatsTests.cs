using System.Text;
using TaskHub.Events;
using TaskHub.Tests.Architecture;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Formats;

namespace TaskHub.Tests.Webhooks.Formats;

/// <summary>Every event in every format, byte for byte as in Data/bodies.tsv, which was written by hand after the contract.</summary>
public sealed class WebhookFormatsTests
{
    private const string PublicUrl = "https://hub.example.org";

    public static TheoryData<string, string, string> Bodies =>
        [.. File.ReadLines(Path.Combine(Repository.Root, "App.Tests/Webhooks/Formats/Data/bodies.tsv"))
            .Select(line => line.Split('\t')).Select(fields => (fields[0], fields[1], fields[2]))];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_body_is_written_byte_for_byte(string format, string type, string expected)
    {
        var body = WebhookFormats.Body(Enum.Parse<WebhookFormat>(format, ignoreCase: true), SampleEvents.Of(type), PublicUrl);

        Assert.Equal(expected, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body));
    }

    [Fact]
    public void The_file_has_every_event_in_every_format() =>
        Assert.Equal(
            Enum.GetNames<WebhookFormat>().Select(name => name.ToLowerInvariant()).SelectMany(format => EventTypes.All.Select(type => $"{format} {type}")).Order(),
            Bodies.Select(row => $"{row.Data.Item1} {row.Data.Item2}").Order());

    [Theory]
    [InlineData(WebhookFormat.Redbooth, """{"type":"web_hook","id":"9","url":"https://hub.example.org/api/3/web_hooks/9","action":"test"}""")]
    [InlineData(WebhookFormat.Full, """{"type":"web_hook","id":"9","url":"https://hub.example.org/api/3/web_hooks/9","action":"test"}""")]
    [InlineData(WebhookFormat.Worksection, "[]")]
    public void A_test_says_that_it_is_one(WebhookFormat format, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(WebhookFormats.TestBody(format, 9, PublicUrl)));

    [Fact]
    public void Each_format_has_its_own_default_events()
    {
        Assert.Equal(["task.created", "task.updated", "task.completed", "task.reopened", "task.deleted"], WebhookFormats.DefaultEvents(WebhookFormat.Redbooth));
        Assert.Equal(EventTypes.All, WebhookFormats.DefaultEvents(WebhookFormat.Full));
        Assert.Equal(
            ["post_task", "update_task", "close_task", "delete_task", "post_comment", "update_comment", "delete_comment", "post_project", "update_project"],
            WebhookFormats.DefaultEvents(WebhookFormat.Worksection).Select(WorksectionNames.NameOf));
    }

    [Fact]
    public void Worksections_names_lead_back_to_the_events()
    {
        Assert.Equal(EventTypes.All, EventTypes.All.Select(type => WorksectionNames.TypeOf(WorksectionNames.NameOf(type))));
        Assert.Null(WorksectionNames.TypeOf("post_nothing"));
    }

    [Fact]
    public void A_person_who_is_gone_is_named_by_id()
    {
        var e = SampleEvents.Of(EventTypes.TaskCreated);
        var orphan = new Event
        {
            PublicId = e.PublicId,
            OrganizationId = 1,
            ProjectId = 2,
            TaskId = 51,
            Type = e.Type,
            ObjectType = e.ObjectType,
            ObjectId = 51,
            OccurredAt = e.OccurredAt,
            Data = e.Data[..e.Data.IndexOf(",\"people\"", StringComparison.Ordinal)] + "}",
        };

        var body = Encoding.UTF8.GetString(WebhookFormats.Body(WebhookFormat.Worksection, orphan, PublicUrl));

        Assert.Contains("\"user_to\":{\"id\":\"4\",\"email\":\"\",\"name\":\"\"}", body, StringComparison.Ordinal);
    }
}
