using System.Globalization;
using System.Text.RegularExpressions;

namespace Obshell.Recovery.ErrorNumbers;

/// <summary>
/// OceanBase's error numbers that restores and backups can report, with advice. Waits, drills, reports and commands use this table, and
/// docs/when-a-restore-goes-wrong.md shows it. The meanings are from OceanBase's list of errors. The numbers 9094 and 9099 are left out,
/// because they only wrap another number.
/// </summary>
public static class DatabaseErrors
{
    internal static readonly IReadOnlyList<DatabaseError> All =
    [
        new(() => DatabaseErrorTexts.FileUnreadable, () => DatabaseErrorTexts.FileUnreadableAdvice, 4009, 9051, 9070, 9100, 9115),
        new(() => DatabaseErrorTexts.NoPermission, () => DatabaseErrorTexts.NoPermissionAdvice, 9071, 9102, 9116) { ForBackup = () => DatabaseErrorTexts.NoPermissionBackupAdvice },
        new(() => DatabaseErrorTexts.Timeout, () => DatabaseErrorTexts.TimeoutAdvice, 4012, 4121, 4122),
        new(() => DatabaseErrorTexts.NoMemory, () => DatabaseErrorTexts.NoMemoryAdvice, 4013, 4030),
        new(() => DatabaseErrorTexts.Internal, () => DatabaseErrorTexts.InternalAdvice, 4016, 9035, 9038),
        new(() => DatabaseErrorTexts.NoLog, () => DatabaseErrorTexts.NoLogAdvice, 4018, 9040, 9048, 9064, 9077, 9079, 9119) { ForBackup = () => DatabaseErrorTexts.NoLogBackupAdvice },
        new(() => DatabaseErrorTexts.NotDecrypted, () => DatabaseErrorTexts.NotDecryptedAdvice, 4041, 9047),
        new(() => DatabaseErrorTexts.Checksum, () => DatabaseErrorTexts.ChecksumAdvice, 4103, 4108, 9002, 9010) { ForBackup = () => DatabaseErrorTexts.ChecksumBackupAdvice },
        new(() => DatabaseErrorTexts.NotAllowed, () => DatabaseErrorTexts.NotAllowedAdvice, 4179) { ForBackup = () => DatabaseErrorTexts.NotAllowedBackupAdvice },
        new(() => DatabaseErrorTexts.DiskFull, () => DatabaseErrorTexts.DiskFullAdvice, 4184, 4264, 9082) { ForBackup = () => DatabaseErrorTexts.DiskFullBackupAdvice },
        new(() => DatabaseErrorTexts.NoRoom, () => DatabaseErrorTexts.NoRoomAdvice, 4624, 4625, 4656),
        new(() => DatabaseErrorTexts.UnitConfigInUse, () => DatabaseErrorTexts.UnitConfigInUseAdvice, 4634),
        new(() => DatabaseErrorTexts.TooFewReplicas, () => DatabaseErrorTexts.TooFewReplicasAdvice, 4671, 4672),
        new(() => DatabaseErrorTexts.VersionTooNew, () => DatabaseErrorTexts.VersionTooNewAdvice, 4696, 9096),
        new(() => DatabaseErrorTexts.TenantExists, () => DatabaseErrorTexts.TenantExistsAdvice, 5156),
        new(() => DatabaseErrorTexts.TenantUnknown, () => DatabaseErrorTexts.TenantUnknownAdvice, 5157) { ForBackup = () => DatabaseErrorTexts.TenantUnknownBackupAdvice },
        new(() => DatabaseErrorTexts.UriNotValid, () => DatabaseErrorTexts.UriNotValidAdvice, 9001, 9026, 9114, 9117, 9118),
        new(() => DatabaseErrorTexts.ObjectStore, () => DatabaseErrorTexts.ObjectStoreAdvice, 9003, 9060, 9073, 9105),
        new(() => DatabaseErrorTexts.PartMissing, () => DatabaseErrorTexts.PartMissingAdvice, 9011, 9032, 9033, 9046, 9076, 9080, 9081) { ForBackup = () => DatabaseErrorTexts.PartMissingBackupAdvice },
        new(() => DatabaseErrorTexts.OtherRestore, () => DatabaseErrorTexts.OtherRestoreAdvice, 9014),
        new(() => DatabaseErrorTexts.Archive, () => DatabaseErrorTexts.ArchiveAdvice, 9027, 9028, 9029, 9030, 9034, 9037, 9039, 9043),
        new(() => DatabaseErrorTexts.BackupBusy, () => DatabaseErrorTexts.BackupBusyAdvice, 9031, 9036, 9041, 9042, 9044, 9045, 9049, 9050),
    ];

    private static readonly Dictionary<int, DatabaseError> ByNumber = All.SelectMany(e => e.Numbers.Select(n => (n, e))).ToDictionary(p => p.n, p => p.e);

    /// <summary>
    /// The forms of a number in texts. The agent's database driver writes <c>Error 9040 (HY000): ...</c>. OceanBase writes
    /// <c>ret=-9040</c>, <c>result: -4009</c> or <c>OB_IO_ERROR(-4009)</c>.
    /// </summary>
    private static readonly Regex Written = new(
        @"\bError (?<n>[0-9]{4})(?: \(|:)|\b(?:ret|result|err|errno|err_?code|error_code) ?[:=] ?-(?<n>[0-9]{4})\b|\bOB_[A-Z_]+\(-(?<n>[0-9]{4})\)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>
    /// Finds the first number in the texts that is in the table, and returns its advice as sentences. Empty when no number is in the table.
    /// </summary>
    /// <param name="texts">Texts from OceanBase or an agent. The first text is the one that is closest to the cause.</param>
    public static string AdviceFor(params string?[] texts) => AdviceFor(texts, e => e.Advice);

    /// <summary>Like <see cref="AdviceFor(string?[])"/>, for a backup that failed.</summary>
    /// <param name="result">The error number of the backup's job; 0 when there is none.</param>
    /// <param name="texts">Texts from OceanBase or an agent.</param>
    public static string AdviceForBackup(long result, params string?[] texts) =>
        AdviceFor([result == 0 ? null : "ret=-" + Math.Abs(result).ToString(CultureInfo.InvariantCulture), .. texts], e => e.BackupAdvice);

    private static string AdviceFor(string?[] texts, Func<DatabaseError, string> advice)
    {
        foreach (Match match in texts.SelectMany(t => Written.Matches(t ?? "").Cast<Match>()))
        {
            if (ByNumber.TryGetValue(int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture), out DatabaseError? error))
            {
                return DatabaseErrorTexts.FormatKnown(match.Groups["n"].Value, error.Meaning, advice(error));
            }
        }

        return "";
    }
}
