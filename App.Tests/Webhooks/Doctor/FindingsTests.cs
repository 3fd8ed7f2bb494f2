using TaskHub.Webhooks;
using TaskHub.Webhooks.Doctor;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Doctor;

/// <summary>What the doctor says of what it saw.</summary>
public sealed class FindingsTests
{
    [Fact]
    public void Of_a_receiver_that_never_answered_it_is_not_said_that_it_refused()
    {
        var silent = new AttemptOutcome { Error = AttemptError.Timeout, Duration = TimeSpan.FromSeconds(5) };
        Finding[] findings =
        [
            Findings.Redirect(silent), Findings.WrongSignature(silent, silent), Findings.Stale(silent, silent), Findings.Duplicate(silent, silent),
        ];

        Assert.All(findings, f => Assert.Equal("It did not answer a right request, so nothing can be concluded.", f.Text));
        var refused = new AttemptOutcome { Error = AttemptError.HttpStatus, StatusCode = 401 };
        Assert.Equal("It refuses a right request too, so nothing can be concluded.", Findings.WrongSignature(refused, refused).Text);
    }

    [Fact]
    public void Only_a_deadline_that_came_is_called_one()
    {
        var deadline = TimeSpan.FromSeconds(5);
        Assert.Equal(DoctorText.NothingIn(deadline), Findings.Latency([new() { Error = AttemptError.Timeout }], deadline).Text);
        Assert.NotEqual(DoctorText.NothingIn(deadline), Findings.Latency([new() { Error = AttemptError.Connect }], deadline).Text);
    }
}
