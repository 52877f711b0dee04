namespace Obshell.Recovery.Files;

/// <summary>
/// Whether a file can say something in its user's name: only the user (or root) can have written it. As ssh looks at its own
/// files: the file and all folders on the way to it belong to the user or to root, and group and others cannot write.
/// </summary>
internal static class FileTrust
{
    /// <summary>Why another user may have written it, and what to do, without the last full stop; null when no one can.</summary>
    public static string? FaultOf(string path)
    {
        string full = Path.GetFullPath(path);
        try
        {
            if (FileLink.TargetOf(full) is { } target)
            {
                return FileTexts.FormatIsLink(full, target);
            }

#if NETFRAMEWORK
            return PrivateFile.IsWindows ? OnWindows(full) : FileTexts.FormatPlatformUnknown(full);
#else
            return OperatingSystem.IsWindows() ? OnWindows(full) : UnixTrust.FaultOf(full);
#endif
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DllNotFoundException or EntryPointNotFoundException)
        {
            return FileTexts.FormatUnknown(full, e.Message);
        }
    }

#if !NETFRAMEWORK
    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
#endif
    private static string? OnWindows(string full) =>
        WindowsAccess.FaultOf(full) ?? WindowsAccess.FaultOf(Path.GetDirectoryName(full)!);
}
