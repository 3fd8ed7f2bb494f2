using System.Text;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Formats;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Formats;

public sealed class WorksectionAnswerTests
{
    [Theory]
    [InlineData("""{"status":"OK"}""")]
    [InlineData("""{"status":"ok"}""")]
    [InlineData(""" {"a":1, "status" : "Ok" } """)]
    [InlineData("\uFEFF{\"status\":\"OK\"}")]
    public void Status_ok_in_any_case_is_a_success(string body) => Assert.Equal(AttemptError.None, Judge(200, body));

    [Theory]
    [InlineData("")]
    [InlineData("OK")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("""{"status":"error"}""")]
    [InlineData("""{"status":true}""")]
    [InlineData("""{"Status":"OK"}""")]
    [InlineData("""["status","OK"]""")]
    [InlineData("""{"status":"OK"} more""")]
    [InlineData("""{"status":"OK" """)]
    [InlineData("{“status”: “OK”}")]
    public void Anything_else_is_a_bad_answer(string body) => Assert.Equal(AttemptError.BadAnswer, Judge(200, body));

    [Theory]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(204)]
    public void So_is_any_status_but_200(int status) => Assert.Equal(AttemptError.HttpStatus, Judge(status, """{"status":"OK"}"""));

    [Fact]
    public void An_answer_that_was_not_read_to_its_end_is_too_large() =>
        Assert.Equal(AttemptError.TooLarge, Judge(200, """{"status":"OK"}""", isCut: true));

    [Fact]
    public void A_failure_stays_what_it_was() =>
        Assert.Equal(AttemptError.Timeout, Judge(200, """{"status":"OK"}""", error: AttemptError.Timeout));

    [Fact]
    public void Bytes_that_are_no_text_are_a_bad_answer() =>
        Assert.Equal(AttemptError.BadAnswer, WebhookFormats.Judge(WebhookFormat.Worksection, new AttemptOutcome
        {
            StatusCode = 200,
            Body = new byte[] { (byte)'{', (byte)'"', 0xff, (byte)'"', (byte)':', (byte)'1', (byte)'}' },
        }).Error);

    [Theory]
    [InlineData(WebhookFormat.Redbooth)]
    [InlineData(WebhookFormat.Full)]
    public void The_other_formats_take_any_2xx(WebhookFormat format) =>
        Assert.True(WebhookFormats.Judge(format, new AttemptOutcome { StatusCode = 204, IsCut = true }).IsSuccess);

    private static AttemptError Judge(int status, string body, bool isCut = false, AttemptError error = AttemptError.None) =>
        WebhookFormats.Judge(WebhookFormat.Worksection, new AttemptOutcome
        {
            Error = error,
            StatusCode = status,
            Body = Encoding.UTF8.GetBytes(body),
            IsCut = isCut,
        }).Error;
}
