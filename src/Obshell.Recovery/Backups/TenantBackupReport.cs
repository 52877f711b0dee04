using Obshell.Client.Display;

namespace Obshell.Recovery;

/// <summary>Whether a tenant can be restored within the targets. If not, the report says what is wrong.</summary>
public sealed class TenantBackupReport
{
    internal TenantBackupReport(TenantBackup backup, IReadOnlyList<PreflightFinding> findings)
    {
        Backup = backup;
        Findings = [.. findings];
    }

    /// <summary>The tenant.</summary>
    public string TenantName => Backup.TenantName;

    /// <summary>
    /// NotProtected when a check failed; ProtectedWithDoubts when a finding is a warning or unknown; otherwise Protected.
    /// </summary>
    public BackupOutcome Outcome =>
        Findings.Any(f => f.Verdict == PreflightVerdict.Failed) ? BackupOutcome.NotProtected
        : Findings.Any(f => f.Verdict is PreflightVerdict.Warning or PreflightVerdict.Unknown) ? BackupOutcome.ProtectedWithDoubts
        : BackupOutcome.Protected;

    /// <summary>What is wrong, in one line; empty when nothing is wrong.</summary>
    public string Problem => VisibleText.OneLine(Listing.Sentences(Findings
        .Where(f => f.Verdict is PreflightVerdict.Failed or PreflightVerdict.Warning or PreflightVerdict.Unknown)
        .OrderBy(f => f.Verdict == PreflightVerdict.Failed ? 0 : 1).Select(f => f.Seen)));

    /// <summary>
    /// The RPO now, which is the delay of the log archive: a restore would lose the data of this period. Null when the delay is not known.
    /// </summary>
    public TimeSpan? Rpo => Backup.ArchiveDelay;

    /// <summary>All findings.</summary>
    public PreflightFinding[] Findings { get; }

    /// <summary>The checked backup.</summary>
    public TenantBackup Backup { get; }

    /// <summary>The cluster of the tenant.</summary>
    public string ClusterName => Backup.ClusterName;

    /// <summary>When the backup was read, UTC.</summary>
    public DateTimeOffset CheckedAt => Backup.ReadAt;

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine($"{TenantName}: {Outcome}");
}
