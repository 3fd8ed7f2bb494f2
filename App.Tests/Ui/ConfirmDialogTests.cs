using Bunit;
using TaskHub.Ui;

namespace TaskHub.Tests.Ui;

public sealed class ConfirmDialogTests : BunitContext
{
    public ConfirmDialogTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public async Task Pressing_the_deed_is_a_yes()
    {
        var dialog = Render<ConfirmDialog>();
        var answer = Ask(dialog, new("Delete TH-42?", "It goes with 3 comments.", "Delete task"));

        Assert.Contains("It goes with 3 comments.", dialog.Markup, StringComparison.Ordinal);
        dialog.Find(".btn.danger").Click();

        Assert.True(await answer);
        Assert.Empty(dialog.FindAll(".btn.danger"));
    }

    [Fact]
    public async Task Closing_it_in_any_way_is_a_no()
    {
        var dialog = Render<ConfirmDialog>();
        var answer = Ask(dialog, new("Delete?", "All of it.", "Delete"));

        await dialog.Find("dialog").TriggerEventAsync("onclose", EventArgs.Empty);

        Assert.False(await answer);
    }

    [Fact]
    public void The_word_is_to_be_typed_before_the_deed()
    {
        var dialog = Render<ConfirmDialog>();
        _ = Ask(dialog, new("Delete Acme?", "With everything in it.", "Delete", TypeToConfirm: "Acme"));

        Assert.True(dialog.Find(".btn.danger").HasAttribute("disabled"));
        dialog.Find("input").Input("Acme");
        Assert.False(dialog.Find(".btn.danger").HasAttribute("disabled"));
    }

    private static Task<bool> Ask(IRenderedComponent<ConfirmDialog> dialog, ConfirmQuestion question)
    {
        Task<bool> answer = null!;
        _ = dialog.InvokeAsync(() => { answer = dialog.Instance.AskAsync(question); });
        return answer;
    }
}
