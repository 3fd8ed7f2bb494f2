using TaskHub.Identity;

namespace TaskHub.Tests.Identity;

public sealed class PasswordsTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("elevenchars")]
    public void A_short_password_is_refused(string? password) => Assert.Equal(IdentityText.PasswordTooShort, Problem(password));

    [Fact]
    public void A_very_long_password_is_refused_and_a_long_one_is_not()
    {
        Assert.Equal(IdentityText.PasswordTooLong, Problem(new string('x', 100) + "a lamp, a bell, a boat, a stone"));
        Assert.Null(Problem(string.Concat(Enumerable.Range(100, 42))));
    }

    [Theory]
    [InlineData("password1234")]
    [InlineData("Password2026!")]
    [InlineData("123456789012")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("qwertyuiop12")]
    [InlineData("administrator")]
    [InlineData("correct horse battery staple")]
    public void The_commonest_are_refused(string password) => Assert.Equal(IdentityText.PasswordCommon, Problem(password));

    [Theory]
    [InlineData("ada.lovelace1815")]
    [InlineData("Lovelace-Ada!!")]
    [InlineData("example123456")]
    public void A_password_made_of_the_persons_own_words_is_refused(string password) =>
        Assert.Equal(IdentityText.PasswordPersonal, Problem(password));

    [Theory]
    [InlineData("only lower case")]
    [InlineData("ада и её машина")]
    [InlineData("            x and blanks")]
    [InlineData("Lovelace met Babbage")]
    public void No_kind_of_character_is_asked_for(string password) => Assert.Null(Problem(password));

    [Fact]
    public void A_hash_says_how_often_it_was_turned() =>
        Assert.Equal(210_000u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(Convert.FromBase64String(new Passwords().Hash("x")).AsSpan(5)));

    private static string? Problem(string? password) => Passwords.Problem(password, "ada@example.com", "Ada Lovelace");
}
