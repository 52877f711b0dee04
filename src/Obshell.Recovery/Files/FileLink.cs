namespace Obshell.Recovery.Files;

/// <summary>
/// The check for symbolic links before a file is written. The module does not write through a link: otherwise the user who created the link
/// could choose which file is overwritten.
/// </summary>
public static class FileLink
{
    /// <summary>The target of a symbolic link, even if the target does not exist; null when the path is not a link.</summary>
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
