using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Restores;
using Obshell.Recovery.Verdicts;

namespace ObshellPS.Operators;

/// <summary>A DAG and its OceanBase job, as they were read before a change: the objects that the change would act on.</summary>
internal sealed class DagOutlook
{
    public DagOutlook(AgentDag dag, JobEvidence evidence)
    {
        Dag = dag;
        Evidence = evidence;
    }

    public AgentDag Dag { get; }

    public JobEvidence Evidence { get; }

    /// <summary>The tenant's latest job; it may belong to another DAG.</summary>
    public RestoreOverview? Job => Evidence.Job;

    /// <summary>Everything that a decision about the DAG depends on, except the progress of its job.</summary>
    public string Essence => $"{Dag.Id} {Dag.State} {Dag.Operator} {Dag.Stage} {Evidence.Knowledge} {Job?.JobId} {Job?.Status}";

    /// <summary>True when this DAG started the job.</summary>
    public bool IsOwnJob => Job is { } job && JobMatch.Holds(Dag, job);

    /// <summary>OceanBase's job of this DAG has failed: no data is restored, no matter which stage the DAG shows (trap 9).</summary>
    public bool JobFailed => IsOwnJob && Job is { IsRunning: false, IsSuccess: false };

    /// <summary>What the user can do about a restore that failed after the stages that can be undone.</summary>
    public string AdviceAfterFailedJob => OperatorTexts.FormatRemoveRestoreAndStartAgain(CommandArgument.Of(Dag.TenantName));

    /// <summary>The sentence that OceanBase's job has failed, with its reason.</summary>
    public string JobFailure => Job!.Comment.Length > 0 ? OperatorTexts.FormatJobFailedReason(Job.JobId, Job.Comment) : OperatorTexts.FormatJobFailed(Job.JobId);
}
