using System.Management.Automation;
using System.Management.Automation.Host;

namespace ObshellPS.Waiting;

/// <summary>Decides whether the host shows progress bars to a user.</summary>
internal static class HostScreen
{
    /// <summary>
    /// False for a console whose output goes to a file or a pipe: PowerShell 7 then shows no progress, and Windows PowerShell writes it to
    /// stderr as CLIXML. Also false for a runspace without its own host, for example in a job system.
    /// </summary>
    public static bool Draws(PSHost? host)
    {
        try
        {
            return host?.Name switch
            {
                null or "Default Host" => false,
                "ConsoleHost" => !Console.IsOutputRedirected && host.UI?.RawUI is not null,
                _ => host.UI?.RawUI is not null,
            };
        }
        catch (Exception e) when (e is NotImplementedException or PSNotImplementedException or PSNotSupportedException)
        {
            return false;
        }
    }
}
