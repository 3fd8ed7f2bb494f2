using Bunit;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Tests.Fakes;
using TaskHub.Ui;

namespace TaskHub.Tests.Ui;

public sealed class ToastHostTests : BunitContext
{
    private readonly Toasts toasts = new();
    private readonly ManualTime time = new();

    public ToastHostTests()
    {
        Services.AddSingleton(toasts);
        Services.AddSingleton<TimeProvider>(time);
        SetRendererInfo(new("Server", isInteractive: true));
    }

    [Fact]
    public void Undo_does_what_the_page_gave_and_the_toast_goes()
    {
        var undone = 0;
        var host = Render<ToastHost>();

        toasts.Show("Task deleted", undo: () =>
        {
            undone++;
            return Task.CompletedTask;
        });
        host.WaitForElement(".toast");
        host.FindAll("button").Single(button => button.TextContent == "Undo").Click();

        Assert.Equal(1, undone);
        Assert.Empty(host.FindAll(".toast"));
    }

    [Fact]
    public void Under_a_pointer_that_was_left_lying_on_it_a_toast_stays_longer_and_then_goes()
    {
        var host = Render<ToastHost>();
        toasts.Show("Saved");
        host.WaitForElement(".toast");
        host.Find(".toasts").MouseEnter();

        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Single(host.FindAll(".toast"));
        time.Advance(Toast.StaysPointed);

        host.WaitForAssertion(() => Assert.Empty(host.FindAll(".toast")));
    }

    [Fact]
    public void The_same_words_twice_are_two_toasts()
    {
        var host = Render<ToastHost>();

        toasts.Show("Saved");
        toasts.Show("Saved");

        host.WaitForAssertion(() => Assert.Equal(2, host.FindAll(".toast").Count));
    }
}
