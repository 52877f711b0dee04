namespace Obshell.Recovery.Files;

/// <summary>
/// Every file that is written asks here about symbolic links: none is followed, since whoever made the link chooses what is
/// written over.
/// </summary>
public static class FileLink
{
    /// <summary>Where a symbolic link leads, also one to nothing; null when the path is not a link.</summary>
    public static string? TargetOf(string path)
    {
#if NETFRAMEWORK
        try
        {
            return (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0 ? FileTexts.AnotherPlace : null;
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
            throw new IOException(FileTexts.FormatLinkRefused(path, target));
        }
    }
}
