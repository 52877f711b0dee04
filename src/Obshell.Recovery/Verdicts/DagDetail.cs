using Obshell.Client;
using Obshell.Client.Restores;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery;

/// <summary>A DAG as commands return it: the agent's DAG, with a verdict after the DAG was judged (<c>Wait-ObDag</c>).</summary>
public sealed class DagDetail : AgentDag
{
    /// <summary>An empty object, for <c>[Obshell.Recovery.DagDetail]@{ Id = '11'; ... }</c>.</summary>
    public DagDetail()
    {
    }

    private DagDetail(AgentDag dag)
        : base(dag)
    {
        if (dag is DagDetail judged)
        {
            Verdict = judged.Verdict;
            Restore = judged.Restore;
            Backup = judged.Backup;
            IsExpectedEnd = judged.IsExpectedEnd;
            IsTenantGone = judged.IsTenantGone;
        }
    }

    /// <summary>The verdict: what the end of the DAG means. It is <see cref="DagVerdict.None"/> until the DAG is judged.</summary>
    public DagVerdict Verdict { get; internal init; }

    /// <summary>The OceanBase restore job of this DAG, as it was read for the verdict; null when it was not read.</summary>
    public RestoreOverview? Restore { get; internal init; }

    /// <summary>The OceanBase backup job of this DAG, as it was read for the verdict; null when it was not read.</summary>
    public BackupJob? Backup { get; internal init; }

    /// <inheritdoc/>
    public override string Result => Row.IsJudged ? Verdict.ToString() : base.Result;

    /// <inheritdoc/>
    public override double? Percent => DagVerdicts.Foreseen(this).IsRestored ? 100
        : Restore is { TotalBytes: > 0 } job ? Math.Min(99, Math.Floor(job.FinishBytes * 100.0 / job.TotalBytes))
        : null;

    /// <summary>Whether <c>Start-ObTenantRestore -AttachExisting</c> found this DAG and started no new DAG.</summary>
    public bool WasAttached { get; internal init; }

    /// <summary>Whether the DAG was rolled back because the caller asked for it.</summary>
    internal bool IsExpectedEnd { get; init; }

    /// <summary>Whether the tenant did not exist when the DAG was judged.</summary>
    internal bool IsTenantGone { get; init; }

    /// <summary>The row of the verdict in <see cref="DagVerdicts"/>.</summary>
    internal DagVerdictRow Row => DagVerdicts.Of(Verdict);

    /// <summary>Makes a DagDetail. It has a verdict only if the DAG already had one.</summary>
    /// <param name="dag">The DAG as an agent reported it.</param>
    public static DagDetail Of(AgentDag dag) => dag as DagDetail ?? new DagDetail(dag ?? throw new ArgumentNullException(nameof(dag)));

    /// <param name="dag">The DAG, with details.</param>
    /// <param name="evidence">The information about the DAG's OceanBase job.</param>
    /// <param name="isRollbackWanted">Whether the caller asked for a rollback, so that a rollback is the expected end.</param>
    internal static DagDetail Judge(AgentDag dag, JobEvidence evidence, bool isRollbackWanted = false)
    {
        DagVerdict verdict = VerdictRules.Judge(dag, evidence);
        return new DagDetail(dag)
        {
            Verdict = verdict,
            Restore = evidence.Job,
            Backup = evidence.Backup,
            IsExpectedEnd = isRollbackWanted && DagVerdicts.Of(verdict).IsEndOfRollback,
            IsTenantGone = evidence.Knowledge == JobKnowledge.NoTenant,
        };
    }

    /// <summary>Marks the DAG as an existing DAG that <c>-AttachExisting</c> found.</summary>
    internal static DagDetail Attached(AgentDag dag) => new(dag) { WasAttached = true };
}
