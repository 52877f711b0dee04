using System.Globalization;
using System.Text.RegularExpressions;

namespace Obshell.Recovery.ErrorNumbers;

/// <summary>
/// OceanBase's own error numbers that restores are known for, with what to do: the errors of waiting, drills, reports and
/// commands read this table, and docs/when-a-restore-goes-wrong.md shows it. The meanings are those of OceanBase's list of
/// errors; numbers that only wrap another one (9094, 9099) are left out.
/// </summary>
public static class DatabaseErrors
{
    internal static readonly IReadOnlyList<DatabaseError> All =
    [
        new("a file cannot be read or written", "Every OceanBase server reads the backup itself: mount the share on all of them at the same path, and let OceanBase's account read and write there. Look for full and broken disks too.", 4009, 9051, 9070, 9100, 9115),
        new("no permission", "Let OceanBase's account on every server, or the access key of the URI, read the whole backup.", 9071, 9102, 9116),
        new("time-out, or a server that does not answer", "Look whether all servers are up and how busy they are, then try again.", 4012, 4121, 4122),
        new("no memory", "Give the tenant a larger unit config (New-ObUnitConfig), or the server more memory.", 4013, 4030),
        new("internal error", "The number alone tells no cause: look for it in observer.log and rootservice.log of the servers, at the time of the failure.", 4016, 9035, 9038),
        new("no log for that point", "No archived log leads to that point: the archive has a gap or ends before it, or the log place is a wrong one. Get-ObRestoreWindow shows the points that can be restored to; check -ArchiveLogUri.", 4018, 9040, 9048, 9064, 9077, 9079, 9119),
        new("the backup cannot be decrypted", "Pass the passwords that the backup was made with (-Decryption), or the key service's information (-KmsEncryptInfo).", 4041, 9047),
        new("checksum error", "What was read is not what was written. Mount the share on every server with the options that OceanBase asks for (NFS 4.1, hard, sync, lookupcache=positive). If the error stays, this backup is damaged: restore another one.", 4103, 4108, 9002, 9010),
        new("not allowed now", "The tenant is not in the state for it. Get-ObTenant and Get-ObTenantRestore show how it is.", 4179),
        new("no room on disk", "Free room for data and logs on the servers, or give the tenant a unit config with a larger log disk.", 4184, 4264, 9082),
        new("no room for the units", "Test-ObTenantRestore shows how much room each zone has. Take a smaller unit config, fewer units, or remove what is not needed.", 4624, 4625, 4656),
        new("the unit config is in use", "A resource pool has units of it, perhaps one that a restore left. Remove-ObTenantRestore removes the pools of a failed restore; Invoke-ObApi /api/v1/resource-pools lists all.", 4634),
        new("not enough replicas", "Name as many zones as the tenant needs, each with a server that is up. The tenant may be left in status RESTORE without a role: Get-ObTenant shows it, Remove-ObTenantRestore removes it.", 4671, 4672),
        new("the versions do not fit", "The backup is of a newer OceanBase: restore it on a cluster that is at least as new.", 4696, 9096),
        new("the tenant's name is taken", "Perhaps the last attempt left it. Get-ObTenant shows it; choose another name, or remove it with Remove-ObTenantRestore (of a failed restore) or Remove-ObTenant if it is not needed.", 5156),
        new("no such tenant", "OceanBase itself drops the tenant of a restore that failed. Get-ObTenantRestore shows what its job says.", 5157),
        new("the URI is not valid", "Correct the URI: docs/storage.md says what each kind of store takes.", 9001, 9026, 9114, 9117, 9118),
        new("the object store answered with an error", "Check bucket, host, region and access keys of the URI, and that every server reaches the store.", 9003, 9060, 9073, 9105),
        new("something of the backup is missing", "What is under the URI is not the whole backup of one tenant. Check -DataBackupUri and -ArchiveLogUri (are they swapped?), and whether sets or pieces were deleted.", 9011, 9032, 9033, 9046, 9076, 9080, 9081),
        new("another restore is running", "Get-ObTenantRestore shows it. Wait until it has ended, and try again.", 9014),
        new("the archiving of logs is not in order", "Look at the state of the source's log archive and start it again. Then take a full backup: points in the gap cannot be restored to.", 9027, 9028, 9029, 9030, 9034, 9037, 9039, 9043),
        new("not possible for this backup now", "Another backup or deletion is running, or has ended already. Wait until none is running, and try again.", 9031, 9036, 9041, 9042, 9044, 9045, 9049, 9050),
    ];

    private static readonly Dictionary<int, DatabaseError> ByNumber = All.SelectMany(e => e.Numbers.Select(n => (n, e))).ToDictionary(p => p.n, p => p.e);

    /// <summary><c>Error 9040 (HY000): ...</c> of the agent's driver; <c>ret=-9040</c>, <c>result: -4009</c> and <c>OB_IO_ERROR(-4009)</c> of OceanBase.</summary>
    private static readonly Regex Written = new(
        @"\bError (?<n>[0-9]{4})(?: \(|:)|\b(?:ret|result|err|errno|err_?code|error_code) ?[:=] ?-(?<n>[0-9]{4})\b|\bOB_[A-Z_]+\(-(?<n>[0-9]{4})\)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>
    /// What to do about the first number in the texts that the table knows, as sentences that can follow others; empty where it
    /// knows none.
    /// </summary>
    /// <param name="texts">What OceanBase or an agent wrote; what is closest to the cause comes first.</param>
    public static string AdviceFor(params string?[] texts)
    {
        foreach (Match match in texts.SelectMany(t => Written.Matches(t ?? "").Cast<Match>()))
        {
            if (ByNumber.TryGetValue(int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture), out DatabaseError? error))
            {
                return $"OceanBase's error {match.Groups["n"].Value}, {error.Meaning}: {error.Advice}";
            }
        }

        return "";
    }
}
