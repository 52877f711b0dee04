namespace Obshell.Recovery.Files;

/// <summary>
/// Whether only the user (or root) can have written a file, so that the module can trust its content. The rule is the same as in ssh: the
/// file and all folders above it belong to the user or to root, and group and others cannot write to them.
/// </summary>
internal static class FileTrust
{
    /// <summary>
    /// Why another user may have written the file, and what to do, without a full stop at the end. Null when the file can be trusted.
    /// </summary>
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
