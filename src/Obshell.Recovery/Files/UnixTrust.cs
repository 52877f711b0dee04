#if !NETFRAMEWORK
namespace Obshell.Recovery.Files;

/// <summary>Checks the folders from the root to a file, one by one, for <see cref="FileTrust"/>.</summary>
internal static class UnixTrust
{
    private const int MaxLinks = 40;

    public static string? FaultOf(string full)
    {
        uint user = UnixFile.CurrentUser();
        var rest = new LinkedList<string>(Parts(full));
        string at = "/";
        int links = 0;
        while (rest.First is { Value: var part })
        {
            rest.RemoveFirst();
            string next = Path.Combine(at, part);
            UnixFile file = UnixFile.Read(next);

            if (file.Owner != user && file.Owner != 0)
            {
                return FileTexts.FormatOtherOwner(next, (long)file.Owner);
            }

            // A symbolic link in the path is followed. The link's owner and the folder that contains the link are already checked.
            if (file.IsLink && rest.Count > 0)
            {
                string target = FileLink.TargetOf(next) ?? "";
                if (++links > MaxLinks || target.Length == 0)
                {
                    return FileTexts.FormatTooManyLinks(full);
                }

                rest = new LinkedList<string>([.. Parts(Path.GetFullPath(Path.Combine(at, target))), .. rest]);
                at = "/";
                continue;
            }

            // A parent folder like /tmp (sticky bit) is accepted: other users can create files there, but cannot move the user's folders.
            // The folder of the file itself must not be like this.
            bool isPassedOnly = rest.Count > 1 && file.IsSticky;
            if (file.IsWritableByOthers && !isPassedOnly)
            {
                return FileTexts.FormatWritableByOthers(next, Convert.ToString(file.Mode & 0xFFF, 8));
            }

            at = next;
        }

        return null;
    }

    private static string[] Parts(string path) => path.Split(['/'], StringSplitOptions.RemoveEmptyEntries);
}
#endif
