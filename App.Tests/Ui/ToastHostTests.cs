using Bunit;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Ui;

namespace TaskHub.Tests.Ui;

public sealed class ToastHostTests : BunitContext
{
    private readonly Toasts toasts = new();

    public ToastHostTests()
    {
        Services.AddSingleton(toasts);
        Services.AddSingleton(TimeProvider.System);
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
    public void The_same_words_twice_are_two_toasts()
    {
        var host = Render<ToastHost>();

        toasts.Show("Saved");
        toasts.Show("Saved");

        host.WaitForAssertion(() => Assert.Equal(2, host.FindAll(".toast").Count));
    }
}
