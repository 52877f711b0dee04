using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Drills.Planning;
using Obshell.Recovery.Preflight;
using Obshell.Recovery.Preflight.Checks;

namespace Obshell.Recovery.Plans.Running;

/// <summary>One tenant of a plan, with its restore request and the results of the checks before the restore.</summary>
public sealed class PlannedRestore
{
    /// <param name="entry">The tenant of the plan.</param>
    /// <param name="request">The restore request for this cluster. If the input has faults, some values are missing.</param>
    /// <param name="until">The point to restore to. The request also contains it.</param>
    /// <param name="faults">The faults of the request.</param>
    /// <param name="isLeftOut">Whether the user left the tenant out.</param>
    public PlannedRestore(RecoveryPlanEntry entry, TenantRestoreRequest request, DrillPoint until, IReadOnlyList<InputFault> faults, bool isLeftOut)
    {
        Entry = entry;
        Request = request;
        Until = until;
        Faults = faults;
        if (isLeftOut)
        {
            Refusal = new RecoveryReason(RecoveryVerdict.Skipped, "LeftOut", PlanTexts.LeftOut, PlanTexts.AdviceLeftOut);
        }
        else if (!entry.HasBackup)
        {
            Refusal = new RecoveryReason(
                RecoveryVerdict.Skipped, "NoBackup", PlanTexts.FormatNoBackup(entry.State.ToString()), PlanTexts.AdviceNoBackup);
        }
        else if (faults.Count > 0)
        {
            Block(faults[0].ErrorId, Listing.Sentences(faults.Select(f => f.ToString())), PlanTexts.AdviceCorrectOrExclude);
        }
    }

    /// <summary>The tenant of the plan.</summary>
    public RecoveryPlanEntry Entry { get; }

    /// <summary>The name of the restored tenant on this cluster.</summary>
    public string Tenant => Request.RestoreTenantName;

    /// <summary>The restore request.</summary>
    public TenantRestoreRequest Request { get; }

    /// <summary>
    /// Whether this run starts a restore of the tenant, or waits for a restore that an earlier run started. If the whole plan is refused,
    /// nothing is started.
    /// </summary>
    public bool Goes => Refusal is null && Existing is not { IsFinished: true, Row.IsRestored: true };

    internal DrillPoint Until { get; }

    internal IReadOnlyList<InputFault> Faults { get; }

    /// <summary>Why the tenant will not be restored; null when there is no reason.</summary>
    internal RecoveryReason? Refusal { get; set; }

    /// <summary>Whether this tenant prevents the start of the whole plan. The user has to decide first.</summary>
    internal bool IsBlocking { get; private set; }

    /// <summary>The DAG of a restore that an earlier run started. It may be running or ended. Null for none.</summary>
    internal DagDetail? Existing { get; set; }

    internal PreflightFinding[] Findings { get; private set; } = [];

    /// <summary>The newest restorable point, from the restore windows; without windows, from the plan.</summary>
    internal DateTimeOffset? NewestPoint { get; private set; }

    internal void Block(string id, string why, string advice)
    {
        Refusal = new RecoveryReason(RecoveryVerdict.Skipped, id, why, advice);
        IsBlocking = true;
    }

    internal void Note(PreflightLook look)
    {
        Findings = [.. look.Report.Findings.Where(f => f.Verdict != PreflightVerdict.Passed)];
        NewestPoint = look.Backup.Windows.Value is { Length: > 0 } windows ? windows.Max(w => w.EndTime).ToUniversalTime() : Entry.NewestPoint;
    }

    /// <summary>
    /// Whether a finding says that the tenant's name is used. This is not a fault when an earlier run of the plan restored the tenant.
    /// </summary>
    internal static bool IsOfName(PreflightFinding finding) => finding.Name is TenantCheck.Name or TenantLockCheck.Name;
}
