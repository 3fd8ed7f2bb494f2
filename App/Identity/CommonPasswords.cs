namespace TaskHub.Identity;

/// <summary>
/// The commonest passwords of at least twelve characters; shorter ones are refused for their length. Digits at the end do not make one rare.
/// </summary>
internal static class CommonPasswords
{
    private const string Runs = "01234567890123456789 abcdefghijklmnopqrstuvwxyz qwertyuiopasdfghjklzxcvbnm qwertzuiopasdfghjklyxcvbnm "
        + "azertyuiopqsdfghjklmwxcvbn 98765432109876543210 zyxwvutsrqponmlkjihgfedcba";

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "1q2w3e4r5t6y", "1q2w3e4r5t6y7u", "1q2w3e4r5t6y7u8i", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "zaq12wsxcde3", "qazwsxedcrfv", "qazwsxedcrfvtgb",
        "q1w2e3r4t5y6", "asdfghjkl;'", "qweasdzxcqwe", "adminadminadmin", "administrator", "administrateur", "rootrootroot", "changeme", "changemenow",
        "changemeplease", "pleasechangeme", "defaultpassword", "default", "temporary", "temppassword", "temporarypassword", "newpassword",
        "mypassword", "mypasswordis", "passwordpassword", "password", "passw0rd", "p@ssw0rd", "p@ssword", "passwort", "motdepasse", "contraseña",
        "contrasena", "thisismypassword", "thisisapassword", "secretpassword", "secret", "secretsecret", "topsecret", "letmein", "letmeinplease",
        "letmeinnow", "opensesame", "trustno1", "iloveyou", "iloveyouforever", "iloveyousomuch", "ilovemyself", "iloveyoubaby", "welcome",
        "welcomehome", "welcometo", "welcomewelcome", "football", "footballclub", "baseball", "basketball", "liverpoolfc", "manchesterunited",
        "realmadrid", "barcelona", "superman", "spiderman", "batman", "starwars", "pokemon", "minecraft", "sunshine", "princess", "dragon", "monkey",
        "monkeymonkey", "shadow", "master", "michael", "jennifer", "charlie", "computer", "internet", "whatever", "blink182", "jesuschrist",
        "godisgood", "christmas", "chocolate", "butterfly", "strawberry", "unbelievable", "correcthorsebatterystaple", "correct horse battery staple",
        "taskhub", "taskhubadmin", "taskhubpassword", "qwerty", "azerty", "qwertz", "asdfgh", "zxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abc",
        "abcabc", "abcdef", "test", "testtest", "testpassword", "testing", "demo", "guest", "user", "login", "access", "summer", "winter", "spring",
        "autumn", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "monday",
        "friday", "sunday",
    };

    public static bool Contains(string password)
    {
        var plain = password.Trim().ToLowerInvariant();
        var stem = plain.TrimEnd("0123456789!?.,*#$@-_ ".ToCharArray());
        return Words.Contains(plain) || Words.Contains(stem) || Repeats(plain)
            || Runs.Contains(stem.Length == 0 ? plain : stem, StringComparison.Ordinal);
    }

    // "aaaaaaaaaaaa", "abcabcabcabc", "passpasspass": a pattern of up to four characters over and over.
    private static bool Repeats(string password) =>
        Enumerable.Range(1, 4).Any(length => Enumerable.Range(0, password.Length).All(i => password[i] == password[i % length]));
}
