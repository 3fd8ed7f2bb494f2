using TaskHub.Ui;

namespace TaskHub.Tests.Ui;

public sealed class AvatarLookTests
{
    [Theory]
    [InlineData("Ada Lovelace", "AL")]
    [InlineData("Ada King Lovelace", "AL")]
    [InlineData("ada", "AD")]
    [InlineData("x", "X")]
    [InlineData("ada.lovelace@example.test", "AT")]
    [InlineData("Євген Їжак", "ЄЇ")]
    [InlineData("🦊 Fox", "🦊F")]
    [InlineData("", "?")]
    [InlineData(null, "?")]
    public void Initials_are_the_first_letters_of_the_first_and_the_last_word(string? name, string initials) =>
        Assert.Equal(initials, AvatarLook.Initials(name));

    [Fact]
    public void A_name_keeps_its_color_over_restarts() => Assert.Equal("h2", AvatarLook.HueClass("Ada Lovelace"));
}
