#if NETFRAMEWORK
using System.Security.AccessControl;
#endif

namespace Obshell.Recovery.Files;

/// <summary>
/// Files that the module keeps for its user alone: made so that others can neither read nor write them, in folders of the same
/// kind.
/// </summary>
internal static class PrivateFile
{
    public static bool IsWindows => Path.DirectorySeparatorChar == '\\';

    /// <summary>For reading and for writing at its end, by one writer at a time. What is missing of its folders is made.</summary>
    /// <exception cref="IOException">It is a link, cannot be written, or another process writes.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static FileStream OpenForAppend(string path)
    {
        FileLink.Refuse(path);
        if (File.Exists(path))
        {
            return new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder)
        {
            CreateFolder(folder);
        }

        return Create(path);
    }

    /// <summary>Each missing folder by itself: where several are made in one call, those in between get other rights.</summary>
    private static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (Path.GetDirectoryName(folder) is { Length: > 0 } parent)
        {
            CreateFolder(parent);
        }

#if NETFRAMEWORK
        if (IsWindows)
        {
            Directory.CreateDirectory(folder, WindowsAccess.ForFolder());
        }
        else
        {
            Directory.CreateDirectory(folder);
        }
#else
        if (OperatingSystem.IsWindows())
        {
            WindowsAccess.ForFolder().CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
#endif
    }

    /// <summary>Fails where there is anything of that name, a link to nothing too.</summary>
    private static FileStream Create(string path)
    {
#if NETFRAMEWORK
        return IsWindows
            ? new FileStream(path, FileMode.CreateNew, FileSystemRights.Read | FileSystemRights.Write, FileShare.Read, 4096, FileOptions.None, WindowsAccess.ForFile())
            : new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
#else
        return OperatingSystem.IsWindows()
            ? WindowsAccess.Create(path)
            : new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.Read,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
#endif
    }
}
