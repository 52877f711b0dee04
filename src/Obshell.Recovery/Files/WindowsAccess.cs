using System.Security.AccessControl;
using System.Security.Principal;
#if !NETFRAMEWORK
using System.Runtime.Versioning;
#endif

namespace Obshell.Recovery.Files;

/// <summary>
/// Access to a user's own files on Windows. Only the user, the system and the administrators have access. Administrators are included,
/// because they can give themselves access anyway.
/// </summary>
#if !NETFRAMEWORK
[SupportedOSPlatform("windows")]
#endif
internal static class WindowsAccess
{
    /// <summary>A user who has one of these rights can change the content of a file, or replace it with another file.</summary>
    private const FileSystemRights Writing = FileSystemRights.WriteData | FileSystemRights.AppendData | FileSystemRights.Delete
        | FileSystemRights.DeleteSubdirectoriesAndFiles | FileSystemRights.ChangePermissions | FileSystemRights.TakeOwnership;

    public static FileSecurity ForFile()
    {
        var security = new FileSecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        foreach (SecurityIdentifier account in Own())
        {
            security.AddAccessRule(new FileSystemAccessRule(account, FileSystemRights.FullControl, AccessControlType.Allow));
        }

        return security;
    }

    public static DirectorySecurity ForFolder()
    {
        var security = new DirectorySecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        foreach (SecurityIdentifier account in Own())
        {
            security.AddAccessRule(new FileSystemAccessRule(
                account, FileSystemRights.FullControl, InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit, PropagationFlags.None, AccessControlType.Allow));
        }

        return security;
    }

#if !NETFRAMEWORK
    public static FileStream Create(string path) =>
        new FileInfo(path).Create(FileMode.CreateNew, FileSystemRights.Read | FileSystemRights.Write, FileShare.Read, 4096, FileOptions.None, ForFile());
#endif

    /// <summary>Which other users can change the file or the folder, as a sentence; null when no other user can.</summary>
    public static string? FaultOf(string path)
    {
        FileSystemSecurity security = Directory.Exists(path) ? new DirectoryInfo(path).GetAccessControl() : new FileInfo(path).GetAccessControl();
        var trusted = new HashSet<SecurityIdentifier>(Own())
        {
            // CREATOR OWNER and OWNER RIGHTS: these rules are for the owner of a file, and the owner is checked separately.
            new(WellKnownSidType.CreatorOwnerSid, null),
            new("S-1-3-4"),

            // TrustedInstaller, the installer of Windows.
            new("S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"),
        };
        if (security.GetOwner(typeof(SecurityIdentifier)) is not SecurityIdentifier owner || !trusted.Contains(owner))
        {
            return FileTexts.FormatOtherAccount(path);
        }

        foreach (FileSystemAccessRule rule in security.GetAccessRules(includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier)))
        {
            if (rule.AccessControlType == AccessControlType.Allow && (rule.FileSystemRights & Writing) != 0 && (rule.PropagationFlags & PropagationFlags.InheritOnly) == 0
                && rule.IdentityReference is SecurityIdentifier account && !trusted.Contains(account))
            {
                return FileTexts.FormatChangeableBy(path, account.Value);
            }
        }

        return null;
    }

    private static SecurityIdentifier[] Own()
    {
        using var identity = WindowsIdentity.GetCurrent();
        return [identity.User!, new(WellKnownSidType.LocalSystemSid, null), new(WellKnownSidType.BuiltinAdministratorsSid, null)];
    }
}
