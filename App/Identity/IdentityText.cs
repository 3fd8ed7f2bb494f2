namespace TaskHub.Identity;

/// <summary>What people read about accounts.</summary>
public static class IdentityText
{
    /// <summary>One text for an unknown address, a wrong password and a locked account: none tells a stranger who has an account here.</summary>
    public const string NotSignedIn =
        "The email address or the password is not right. After five failures in a row an account is locked for five minutes.";

    public static string LinkOf(string maker) => $"by a link of {maker}";

    public const string Unproved = "Confirm that it is you, then try again.";
    public const string ProveLead = "What you are about to do asks for it once more. It holds for ten minutes.";
    public const string NotProved = "That is not right. After five failures in a row an account is locked for five minutes.";
    public const string TooManyTries = "Too many failures came from this address. Wait a few minutes, then try again.";
    public const string TooManyExports = "That is enough for a minute. Wait a little, then try again.";
    public const string TicketOld = "This took too long. Try again.";
    public const string CodeWrong = "This is not the code that the app shows now.";
    public const string CodeRefused = "The code is not right, or was used already. After five failures in a row an account is locked for five minutes.";
    public const string CodeLead = "Open your authenticator app and enter the six digits it shows for TaskHub, or enter a recovery code.";
    public const string ByCommandLine = "by the command line";

    public static string KeyReplaced(string ending) => $"…{ending}, replaced by a new one";

    public static string NobodyHas(string email) => $"Nobody here has the email address {email}.";

    public const string TwoFactorIsOff = "Two-factor sign-in is off.";
    public const string TwoFactorHelp = "After the password, signing in asks for a code from an app on your phone. Whoever learns the password alone stays out.";
    public const string TwoFactorIsOn = "Signing in with the password asks for a code of your app.";
    public const string ScanHelp = "Scan the picture with an authenticator app, or enter the key by hand. Then enter the six digits it shows.";
    public const string CodesOnce = "Keep them where you find them without your phone. Each works once, and they are shown only now.";
    public const string Passkey = "Passkey";
    public const string PasskeyHelp = "Sign in with your fingerprint, your face or the PIN of your device, without a password. A passkey cannot be typed into the wrong site.";
    public const string PasskeyRefused = "The browser's answer could not be verified. Try again.";
    public const string PasskeyNotKnown = "This passkey does not open an account here.";
    public const string PasskeyNameWanted = "Enter a name of at most 60 characters.";
    public const string EveryOther = "every other session";
    public const string SessionsHelp = "Where you are signed in. A session ends after 12 hours without use, and after 7 days.";
    public const string UnknownHost = "This hub is not reached by that name.";
    public const string EmailWanted = "Enter an email address, like ada@example.com.";
    public const string EmailTaken = "Someone here already uses this email address.";
    public const string NameWanted = "Enter a name.";
    public const string NameTooLong = "A name has at most 100 characters.";
    public const string PasswordTooShort = "A password has at least 12 characters. A few words in a row are easy to remember.";
    public const string Keyboard = "Keyboard";
    public const string PasswordHint = "At least 12 characters, of any kind.";
    public const string PasswordTooLong = "A password has at most 128 characters.";
    public const string PasswordCommon = "This password is too easy to guess. Choose another one.";
    public const string PasswordPersonal = "This password is too close to the name or the email address. Choose another one.";
    public const string PasswordSame = "This is the password you have. Choose another one.";
    public const string PasswordWrong = "This is not the current password. After five wrong ones the account is locked for five minutes.";
    public const string PasswordChanged = "The password is changed. Every other browser and computer is signed out.";
    public const string NameChanged = "The name is saved.";
    public const string SignedOutElsewhere = "Every other browser and computer is signed out.";
    public const string ResetDead = "It was used already, or it is too old, or it is not complete. Ask an administrator for a new one.";

    public const string ForgotHelp =
        "An administrator of one of your organizations can make a link for you with which you choose a new password: "
        + "on the page of the members, in the menu beside your name. It works once, for 24 hours.";

    public const string ResetDeadTitle = "This link does not work any more";

    public const string EverywhereHelp =
        "Ends your session in every other browser at once. Do it when you left one open somewhere. Access tokens stay.";

    public static readonly string TooManyPasskeys = $"An account has at most {Passkeys.Most} passkeys. Remove one first.";

    public static string CodesLeft(int count) => count == 1 ? "1 recovery code is left." : $"{count} recovery codes are left.";

    public const string RemovePasskeyQuestion =
        "It opens this account no more. The device may still offer it until you delete it there too.";

    public static string NewCodesQuestion(int left) => $"{Codes(left)} you have now {(left == 1 ? "stops" : "stop")} working at once.";

    public static string TurnOffQuestion(int left) =>
        $"Signing in asks for the password alone from then on. The key in your app and {(left == 1 ? "your last recovery code" : $"your {left} recovery codes")} are gone for good.";

    private static string Codes(int left) => left == 1 ? "The last recovery code" : $"The {left} recovery codes";

    public static string ResetLead(Person person) => $"For {person.Name}, {person.Email}.";

    /// <summary>What is said after a change of one's account; null for a word that an address made up.</summary>
    public static string? Done(string what) => what switch
    {
        "name" => NameChanged,
        "password" => PasswordChanged,
        "everywhere" => SignedOutElsewhere,
        "email" => "The email address is changed. Sign in with the new one from now on.",
        "two-factor-off" => "Two-factor sign-in is off.",
        "passkey" => "The passkey is added. Signing in offers it from now on.",
        "passkey-renamed" => "The passkey is renamed.",
        "passkey-removed" => "The passkey is removed. It opens nothing any more.",
        "session" => "That session is ended.",
        _ => null,
    };

    public const string WhyThisMail = "You get this because you administer the organization. What you are told of is your choice:";

    public static string SeveralLetters(string newest, int more) => more == 1 ? $"{newest}, and one thing more" : $"{newest}, and {more:N0} things more";

    /// <summary>In the audit, of what is not told one by one.</summary>
    public static string MoreRefusals(int count, DateTimeOffset since) =>
        $"and {count:N0} more {(count == 1 ? "refusal" : "refusals")} in the minute from {since.UtcDateTime.ToString("HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture)}";

    public const string Earlier = "Before that:";

    /// <summary>What the operator reads of a mail that was not taken: which server, to whom, and what was said.</summary>
    public static string NotTaken(string server, string? to, int? code, string why) => $"{server} did not take the mail to {to}: {(code is null ? "" : $"{code} ")}{why}";

    public static string LetterTime(DateTimeOffset at) => at.UtcDateTime.ToString("d MMMM, HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture);
}
