using TaskHub.Identity;

namespace TaskHub.Tests.Identity;

public sealed class NamesTests
{
    [Theory]
    [InlineData(" Ada\tLovelace ", "Ada Lovelace")]
    [InlineData("J\u00ADonas", "Jonas")]
    [InlineData("Nora\u200B", "Nora")]
    [InlineData("\u200B", "")]
    [InlineData("\u3164", "")]
    [InlineData("\u115F \u2060", "")]
    [InlineData("\u200D\u200E", "")]
    [InlineData("\u0301", "")]
    [InlineData("safe\u202Egpj.exe", "safegpj.exe")]
    [InlineData("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645")]
    [InlineData("\U0001F9D1\u200D\U0001F680", "\U0001F9D1\u200D\U0001F680")]
    public void What_is_not_seen_is_no_name_and_what_scripts_need_stays(string name, string tidy) => Assert.Equal(tidy, Names.Tidy(name));
}
