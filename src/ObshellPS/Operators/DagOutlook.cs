using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Restores;
using Obshell.Recovery.Verdicts;

namespace ObshellPS.Operators;

/// <summary>The DAG that a change affects, and its OceanBase job. Both are read before the change.</summary>
internal sealed class DagOutlook
{
    public DagOutlook(AgentDag dag, JobEvidence evidence)
    {
        Dag = dag;
        Evidence = evidence;
    }

    public AgentDag Dag { get; }

    public JobEvidence Evidence { get; }

    /// <summary>The latest job of the tenant. It may belong to another DAG.</summary>
    public RestoreOverview? Job => Evidence.Job;

    /// <summary>All facts that the user's decision depends on, without the progress of the job.</summary>
    public string Essence => $"{Dag.Id} {Dag.State} {Dag.Operator} {Dag.Stage} {Evidence.Knowledge} {Job?.JobId} {Job?.Status}";

    /// <summary>True when this DAG started the job.</summary>
    public bool IsOwnJob => Job is { } job && JobMatch.Holds(Dag, job);

    /// <summary>
    /// True if the OceanBase job of this DAG has failed. Then no data is restored, even if the DAG is in a later stage (trap 9).
    /// </summary>
    public bool JobFailed => IsOwnJob && Job is { IsRunning: false, IsSuccess: false };

    /// <summary>The advice for a restore that failed in a stage that can no longer be rolled back.</summary>
    public string AdviceAfterFailedJob => OperatorTexts.FormatRemoveRestoreAndStartAgain(CommandArgument.Of(Dag.TenantName));

    /// <summary>The sentence which says that OceanBase's job has failed, with the reason.</summary>
    public string JobFailure => Job!.Comment.Length > 0 ? OperatorTexts.FormatJobFailedReason(Job.JobId, Job.Comment) : OperatorTexts.FormatJobFailed(Job.JobId);
}
