#if NETFRAMEWORK
#endif

namespace Obshell.Recovery.Files;

/// <summary>
/// Every file that is written asks here about symbolic links: none is followed, since whoever made the link chooses what is
/// written over.
/// </summary>
public static class FileLink
{
    /// <summary>Where a symbolic link leads, also one to nothing; null when the path is none.</summary>
    public static string? TargetOf(string path)
    {
#if NETFRAMEWORK
        try
        {
            return (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0 ? "another place" : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
#else
        return new FileInfo(path).LinkTarget;
#endif
    }

    /// <exception cref="IOException">The path is a symbolic link.</exception>
    internal static void Refuse(string path)
    {
        if (TargetOf(path) is { } target)
        {
            throw new IOException($"'{path}' is a symbolic link to '{target}', and links are not followed. Name the file itself, or remove the link.");
        }
    }
}
