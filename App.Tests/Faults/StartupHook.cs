using TaskHub.Tests.Faults;

/// <summary>
/// The runtime calls this before the program itself in a process whose DOTNET_STARTUP_HOOKS names this assembly, which is how the tests get
/// inside a process that they mean to kill: the product needs no switch for it. The name and the missing namespace are the runtime's rule.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        // What this process starts is its own affair.
        Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", null);
        if (Environment.GetEnvironmentVariable(KillSwitch.Variable) is { } armed)
        {
            KillSwitch.Arm(armed);
        }

        if (Environment.GetEnvironmentVariable(DeliveryProcess.Variable) is not null)
        {
            Environment.Exit(DeliveryProcess.RunAsync(Environment.GetCommandLineArgs()[1..]).GetAwaiter().GetResult());
        }
    }
}
