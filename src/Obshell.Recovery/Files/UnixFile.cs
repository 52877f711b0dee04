#if !NETFRAMEWORK
using System.Runtime.InteropServices;
using System.Text;

namespace Obshell.Recovery.Files;

/// <summary>
/// Owner and mode of a file. Links are not followed. .NET has no public API for the owner, so this calls .NET's native library for Unix.
/// The structure that the library returns begins with the same fields on every platform: flags, mode, uid and gid. If the call fails, the
/// file is not trusted.
/// </summary>
internal readonly record struct UnixFile(int Mode, uint Owner)
{
    private const string Runtime = "libSystem.Native";
    private const int Kind = 0xF000;
    private const int Link = 0xA000;
    private const int Sticky = 0x200;
    private const int GroupOrOthersWrite = 0x12;

    /// <summary>The size of the buffer. The structure is smaller in all versions.</summary>
    private const int StatusLength = 512;

    public bool IsLink => (Mode & Kind) == Link;

    public bool IsSticky => (Mode & Sticky) != 0;

    public bool IsWritableByOthers => (Mode & GroupOrOthersWrite) != 0;

    public static uint CurrentUser() => GetEffectiveUser();

    /// <exception cref="IOException">The owner and mode cannot be read.</exception>
    public static UnixFile Read(string path)
    {
        byte[] status = new byte[StatusLength];
        return LStat(Encoding.UTF8.GetBytes(path + "\0"), status) == 0
            ? new UnixFile(BitConverter.ToInt32(status, 4), BitConverter.ToUInt32(status, 8))
            : throw new IOException(FileTexts.FormatNotReadable(path));
    }

    [DllImport(Runtime, EntryPoint = "SystemNative_LStat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int LStat(byte[] path, byte[] status);

    [DllImport(Runtime, EntryPoint = "SystemNative_GetEUid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint GetEffectiveUser();
}
#endif
