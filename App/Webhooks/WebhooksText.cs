namespace TaskHub.Webhooks;

/// <summary>What people read in the room of the webhooks.</summary>
public static class WebhooksText
{
    // A line is to be read; the first of what it names shows where to begin.
    private const int MostLost = 20;

    /// <summary>Who acted where no person did.</summary>
    public const string TheHub = "TaskHub";

    public const string AddressNotAllowed = "The address is not allowed";

    public const string Delivered = "Delivered";
    public const string NameNotFound = "The name of the host was not found";
    public const string NotConnected = "No connection, or it was closed before an answer came";
    public const string NotSecure = "The encrypted connection could not be made; check the certificate";
    public const string TooSlow = "No complete answer in time";
    public const string NotSuccessful = "The answer was not a success";
    public const string Redirected = "The answer was a redirect, which is never followed";
    public const string WorksectionExpects = "Expected in the Worksection format: status 200 and the JSON {\"status\":\"OK\"}";
    public const string NotUnderstood = "The answer was not as expected";
    public const string TooLarge = "The answer was too large";
    public const string NotOpened = "Nothing was sent: the hub has no key that opens this webhook's secrets. Make a new secret, and type its password and headers again";
    public const string NotPrepared = "TaskHub could not make a request of it and sent nothing; its log says why";
    public const string CutMark = "… (cut)";

    public const string SweepJob = "Find deliveries that are due and that nobody holds";
    public const string RetentionJob = "Forget deliveries that are older than they are kept";

    public const string CertificatesJob = "Keep when the certificates of receivers end";
    public const string RenewJob = "Encrypt secrets with the newest key that an older one encrypted";

    public static string Renewed(int holders) => $"The secrets of {holders} {(holders == 1 ? "webhook, API key or account" : "webhooks, API keys and accounts")} renewed";

    /// <summary>Why the hub does not serve without its keys.</summary>
    /// <param name="lost">What does not open, each with whose it is.</param>
    /// <param name="folder">Where the keys should be.</param>
    /// <param name="setting">What starts the hub without them.</param>
    public static string KeysLost(IReadOnlyList<string> lost, string folder, string setting) =>
        $"No key in {folder} opens {string.Join(", ", lost.Take(MostLost))}{(lost.Count > MostLost ? $" and {lost.Count - MostLost} more" : "")}. Put the keys back, from a "
        + $"backup for instance. If they are lost for good, start with --{setting} true: those webhooks send nothing until each has a new secret, those API keys "
        + "open nothing until they are replaced, and those people sign in once the command two-factor-off --email has let them.";

    public static string LostHooks(int webhooks, string organization) =>
        $"the secrets of {(webhooks == 1 ? "1 webhook" : $"{webhooks} webhooks")} of {organization}";

    public static string LostApiKey(string organization) => $"the API key of {organization}";

    public static string LostSecondFactor(string email) => $"the second factor of {email}";

    public static string CertificatesKept(int webhooks) => webhooks == 0 ? "Nothing new" : webhooks == 1 ? "1 webhook" : $"{webhooks} webhooks";

    public static string Swept(int lanes) => lanes == 1 ? "1 webhook had something due" : $"{lanes} webhooks had something due";

    public static string Pruned(int deliveries) => deliveries == 1 ? "1 delivery forgotten" : $"{deliveries:N0} deliveries forgotten";

    public const string SecretMalformed = "A secret is whsec_ followed by 24 to 64 bytes in base64";
    public const string UserMalformed = "A user name has at most 200 characters, none of them a colon or a control character";
    public const string PasswordMalformed = "A password has at most 200 characters, none of them a control character";
    public const string TooManyHeaders = "At most 20 headers";
    public const string HeaderNameMalformed = "A header's name has 1 to 64 letters, digits, hyphens and underscores";
    public const string HeaderNameReserved = "This header is set by TaskHub or by the connection";
    public const string HeaderNameTwice = "This header is given twice";
    public const string HeaderValueMalformed = "A header's value has at most 1,000 visible ASCII characters and blanks between them";
}
