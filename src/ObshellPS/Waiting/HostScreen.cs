using System.Management.Automation;
using System.Management.Automation.Host;

namespace ObshellPS.Waiting;

/// <summary>Whether the host draws progress bars where a user can see them.</summary>
internal static class HostScreen
{
    /// <summary>
    /// False for a console whose output goes into a file or a pipe: PowerShell 7 then draws nothing, and Windows PowerShell writes
    /// CLIXML to stderr. False also for a runspace that has no host of its own, as in job systems.
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
