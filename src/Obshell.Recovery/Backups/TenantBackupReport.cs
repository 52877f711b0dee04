using Obshell.Client.Display;

namespace Obshell.Recovery;

/// <summary>Whether a tenant can be restored within the targets, and what is wrong where not.</summary>
public sealed class TenantBackupReport
{
    internal TenantBackupReport(TenantBackup backup, IReadOnlyList<PreflightFinding> findings)
    {
        Backup = backup;
        Findings = [.. findings];
    }

    /// <summary>The tenant.</summary>
    public string TenantName => Backup.TenantName;

    /// <summary>NotProtected when one finding failed, ProtectedWithDoubts when one is a warning or unknown.</summary>
    public BackupOutcome Outcome =>
        Findings.Any(f => f.Verdict == PreflightVerdict.Failed) ? BackupOutcome.NotProtected
        : Findings.Any(f => f.Verdict is PreflightVerdict.Warning or PreflightVerdict.Unknown) ? BackupOutcome.ProtectedWithDoubts
        : BackupOutcome.Protected;

    /// <summary>What is wrong, in one line; empty when nothing is.</summary>
    public string Problem => VisibleText.OneLine(Listing.Sentences(Findings
        .Where(f => f.Verdict is PreflightVerdict.Failed or PreflightVerdict.Warning or PreflightVerdict.Unknown)
        .OrderBy(f => f.Verdict == PreflightVerdict.Failed ? 0 : 1).Select(f => f.Seen)));

    /// <summary>How far back a restore would go now: the delay of the log archive; null when it is not known.</summary>
    public TimeSpan? Rpo => Backup.ArchiveDelay;

    /// <summary>All findings.</summary>
    public PreflightFinding[] Findings { get; }

    /// <summary>What was checked.</summary>
    public TenantBackup Backup { get; }

    /// <summary>The cluster that it is in.</summary>
    public string ClusterName => Backup.ClusterName;

    /// <summary>When it was read, UTC.</summary>
    public DateTimeOffset CheckedAt => Backup.ReadAt;

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine($"{TenantName}: {Outcome}");
}
