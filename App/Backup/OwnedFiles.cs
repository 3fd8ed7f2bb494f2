using System.ComponentModel;
using System.Diagnostics;

namespace TaskHub.Backup;

/// <summary>
/// Root restores into the folder of the hub's own user. What it writes there would be root's, readable by nobody else, and the hub would not
/// start: so it is given to whom the folder belongs.
/// </summary>
internal static class OwnedFiles
{
    /// <summary>Gives all that is in a folder to its owner. Does nothing for anybody but root, and on systems without owners.</summary>
    /// <exception cref="IOException">It could not be given; the message says what to do.</exception>
    public static async Task GiveAsync(string folder, CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return;
        }

        try
        {
            using var chown = Process.Start("chown", ["-R", $"--reference={folder}", folder]);
            await chown.WaitForExitAsync(cancel);
            if (chown.ExitCode == 0)
            {
                return;
            }
        }
        catch (Win32Exception)
        {
            // There is no such program.
        }

        throw new IOException(BackupText.NotGiven(folder));
    }
}
