namespace TaskHub.Identity;

/// <summary>What people read about accounts.</summary>
public static class IdentityText
{
    /// <summary>One text for an unknown address, a wrong password and a locked account: none tells a stranger who has an account here.</summary>
    public const string NotSignedIn =
        "The email address or the password is not right. After five failures in a row an account is locked for five minutes.";

    public const string UnknownHost = "This hub is not reached by that name.";
    public const string EmailWanted = "Enter an email address, like ada@example.com.";
    public const string EmailTaken = "Someone here already uses this email address.";
    public const string NameWanted = "Enter a name.";
    public const string NameTooLong = "A name has at most 100 characters.";
    public const string PasswordTooShort = "A password has at least 12 characters. A few words in a row are easy to remember.";
    public const string PasswordHint = "At least 12 characters, of any kind.";
    public const string PasswordTooLong = "A password has at most 128 characters.";
    public const string PasswordCommon = "This password is too easy to guess. Choose another one.";
    public const string PasswordPersonal = "This password is too close to the name or the email address. Choose another one.";
    public const string PasswordWrong = "This is not the current password.";
    public const string PasswordChanged = "The password is changed. Every other browser and computer is signed out.";
    public const string NameChanged = "The name is saved.";
    public const string SignedOutElsewhere = "Every other browser and computer is signed out.";
    public const string ResetDead = "It was used already, or it is too old, or it is not complete. Ask an administrator for a new one.";

    public const string ForgotHelp =
        "An administrator of one of your organizations can make a link for you with which you choose a new password: "
        + "on the page of the members, in the menu beside your name. It works once, for 24 hours.";

    public const string ResetDeadTitle = "This link does not work any more";

    public const string EverywhereHelp =
        "Ends your session in every other browser, within a minute. Do it when you left one open somewhere. Access tokens stay.";

    public static string ResetLead(Person person) => $"For {person.Name}, {person.Email}.";

    /// <summary>What is said after a change of one's account; null for a word that an address made up.</summary>
    public static string? Done(string what) => what switch
    {
        "name" => NameChanged,
        "password" => PasswordChanged,
        "everywhere" => SignedOutElsewhere,
        _ => null,
    };
}
