namespace TaskHub;

/// <summary>The help of the command line.</summary>
internal static class CommandsText
{
    public const string Help = """
        TaskHub serves itself when it is given no command. The commands:

          demo                                      serves a demonstration over a database that is gone afterwards
          token --email E --organization N --name S prints a new access token for the API; works beside a running hub
          two-factor-off --email E                  lets somebody sign in by password who has lost the second factor; works beside a running hub
          backup FILE                               writes a verified copy of a hub, while it works
          restore FILE                              puts such a copy back, into a folder that no hub serves
          listen [--port 5090] [--secret whsec_…]   a receiver for trying webhooks: prints what arrives and whether its signature verifies;
                 [--answer ok|500|503|410|redirect|slow|hang]   and answers what you tell it, also while it runs;
                 [--show line|full]             full prints headers and body as well
          help                                      this text

        Settings are given as --TaskHub:DataPath Data or in the environment as TaskHub__DataPath; README.md lists them.
        """;

    public const string SecondFactorUsage = "Usage: two-factor-off --email <email>";

    public static string SecondFactorOff(string email) => $"{email} signs in with the password alone, and can set two-factor sign-in up anew.";

    public static string Unknown(string word) => $"There is no command {word}. The command help names them all.";
}
