#if NETFRAMEWORK
using System.Security.AccessControl;
#endif

namespace Obshell.Recovery.Files;

/// <summary>Files that only the user can read and write. New folders for them get the same rights.</summary>
internal static class PrivateFile
{
    /// <summary>
    /// The share mode of a writer, with which no second writer can open the file. On Linux and macOS .NET excludes another writer only with
    /// None. On Windows a user can still read the file during the write.
    /// </summary>
    private static readonly FileShare OneWriter = IsWindows ? FileShare.Read : FileShare.None;

    public static bool IsWindows => Path.DirectorySeparatorChar == '\\';

    /// <summary>Opens a file for reading and writing, for one writer at a time. Missing files and folders are created.</summary>
    /// <exception cref="IOException">The file is a link, cannot be written, or another process writes to it.</exception>
    /// <exception cref="UnauthorizedAccessException">The user has no right to write the file.</exception>
    public static FileStream OpenForAppend(string path)
    {
        FileLink.Refuse(path);
        if (File.Exists(path))
        {
            return new FileStream(path, FileMode.Open, FileAccess.ReadWrite, OneWriter);
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder)
        {
            CreateFolder(folder);
        }

        return Create(path);
    }

    /// <summary>Creates each missing folder with its own call: .NET would give the parent folders other rights.</summary>
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

    /// <summary>Creates the file. It fails when the name exists, even if the name is a link without a target.</summary>
    private static FileStream Create(string path)
    {
#if NETFRAMEWORK
        return IsWindows
            ? new FileStream(path, FileMode.CreateNew, FileSystemRights.Read | FileSystemRights.Write, OneWriter, 4096, FileOptions.None, WindowsAccess.ForFile())
            : new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, OneWriter);
#else
        return OperatingSystem.IsWindows()
            ? WindowsAccess.Create(path)
            : new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = OneWriter,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
#endif
    }
}
