using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Restores;
using Obshell.Recovery.Verdicts;

namespace ObshellPS.Operators;

/// <summary>A DAG with what is known of OceanBase's job behind it, read before anything is changed: what a change would hit.</summary>
internal sealed class DagOutlook
{
    public DagOutlook(AgentDag dag, JobEvidence evidence)
    {
        Dag = dag;
        Evidence = evidence;
    }

    public AgentDag Dag { get; }

    public JobEvidence Evidence { get; }

    /// <summary>The tenant's latest job; not necessarily of this DAG.</summary>
    public RestoreOverview? Job => Evidence.Job;

    /// <summary>What a decision about it depends on, the progress of its job aside.</summary>
    public string Essence => $"{Dag.Id} {Dag.State} {Dag.Operator} {Dag.Stage} {Evidence.Knowledge} {Job?.JobId} {Job?.Status}";

    /// <summary>The job is the one that this DAG started.</summary>
    public bool IsOwnJob => Job is { } job && JobMatch.Holds(Dag, job);

    /// <summary>OceanBase's job of this DAG has failed: no data is restored, whatever stage the DAG shows (trap 9).</summary>
    public bool JobFailed => IsOwnJob && Job is { IsRunning: false, IsSuccess: false };

    /// <summary>There is no tenant of that name.</summary>
    public bool IsWithoutTenant => Evidence.Knowledge == JobKnowledge.NoTenant;

    /// <summary>What can be done about a restore that has failed beyond the stages that can be undone.</summary>
    public string WayOnAfterFailedJob =>
        $"Remove-ObTenantRestore {CommandArgument.Of(Dag.TenantName)} removes what is left, the tenant and its resource pools; then fix the cause and start the restore again.";

    /// <summary>That OceanBase's job has failed, with its reason.</summary>
    public string JobFailure => $"OceanBase's restore job {Job!.JobId} has FAILED{(Job.Comment.Length > 0 ? ": " + Job.Comment : "")}";
}
