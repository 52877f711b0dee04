using Obshell.Client;
using Obshell.Client.Restores;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery;

/// <summary>A DAG as commands return it: the agent's, with what its end means once that was judged (<c>Wait-ObDag</c>).</summary>
public sealed class DagDetail : AgentDag
{
    /// <summary>An empty one, for <c>[Obshell.Client.DagDetail]@{ Id = '11'; ... }</c>.</summary>
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
        }
    }

    /// <summary>What the end means; <see cref="DagVerdict.None"/> until it was judged.</summary>
    public DagVerdict Verdict { get; internal init; }

    /// <summary>The OceanBase restore job behind this DAG, as far as it was read with the verdict.</summary>
    public RestoreOverview? Restore { get; internal init; }

    /// <summary>The OceanBase backup job behind this DAG, as far as it was read with the verdict.</summary>
    public BackupJob? Backup { get; internal init; }

    /// <inheritdoc/>
    public override string Result => Row.IsJudged ? Verdict.ToString() : base.Result;

    /// <inheritdoc/>
    public override double? Percent => DagVerdicts.Foreseen(this).IsRestored ? 100
        : Restore is { TotalBytes: > 0 } job ? Math.Min(99, Math.Floor(job.FinishBytes * 100.0 / job.TotalBytes))
        : null;

    /// <summary>Returned by <c>Start-ObTenantRestore -AttachExisting</c> instead of being started: it was there already.</summary>
    public bool WasAttached { get; internal init; }

    /// <summary>Rolled back, and whoever handed it in had asked for that.</summary>
    internal bool IsExpectedEnd { get; init; }

    /// <summary>What the table says of its verdict.</summary>
    internal DagVerdictRow Row => DagVerdicts.Of(Verdict);

    /// <summary>The same DAG; not judged, unless it was before.</summary>
    /// <param name="dag">As an agent reported it.</param>
    public static DagDetail Of(AgentDag dag) => dag as DagDetail ?? new DagDetail(dag ?? throw new ArgumentNullException(nameof(dag)));

    /// <param name="dag">With details.</param>
    /// <param name="evidence">What is known of its job.</param>
    /// <param name="isRollbackWanted">Being rolled back is its good end.</param>
    internal static DagDetail Judge(AgentDag dag, JobEvidence evidence, bool isRollbackWanted = false)
    {
        DagVerdict verdict = VerdictRules.Judge(dag, evidence);
        return new DagDetail(dag) { Verdict = verdict, Restore = evidence.Job, Backup = evidence.Backup, IsExpectedEnd = isRollbackWanted && DagVerdicts.Of(verdict).IsEndOfRollback };
    }

    /// <summary>It was there already.</summary>
    internal static DagDetail Attached(AgentDag dag) => new(dag) { WasAttached = true };
}
