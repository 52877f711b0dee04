namespace Obshell.Recovery.Files;

/// <summary>
/// Whether a file can say something in its user's name: only the user (or root) can have written it. As ssh looks at its own
/// files: the file and all folders on the way to it belong to the user or to root, and group and others cannot write.
/// </summary>
internal static class FileTrust
{
    /// <summary>Why it may hold the words of somebody else, and what to do; null when it cannot.</summary>
    public static string? FaultOf(string path)
    {
        string full = Path.GetFullPath(path);
        try
        {
            if (FileLink.TargetOf(full) is { } target)
            {
                return $"'{full}' is a symbolic link to '{target}'. Name the file itself";
            }

#if NETFRAMEWORK
            return PrivateFile.IsWindows ? OnWindows(full) : $"who can write '{full}' cannot be found out on this platform";
#else
            return OperatingSystem.IsWindows() ? OnWindows(full) : UnixTrust.FaultOf(full);
#endif
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DllNotFoundException or EntryPointNotFoundException)
        {
            return $"who can write '{full}' cannot be found out: {e.Message}";
        }
    }

#if !NETFRAMEWORK
    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
#endif
    private static string? OnWindows(string full) =>
        (WindowsAccess.FaultOf(full) ?? WindowsAccess.FaultOf(Path.GetDirectoryName(full)!)) is { } fault ? fault + ". Take the right to write from others (icacls)" : null;
}
