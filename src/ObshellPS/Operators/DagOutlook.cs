using Obshell.Client;
using Obshell.Client.Restore;
using Obshell.Client.Waiting;

namespace ObshellPS.Operators;

/// <summary>A DAG with what is known of OceanBase's job behind it, read before anything is changed: what a change would hit.</summary>
internal sealed class DagOutlook
{
    public DagOutlook(DagDetail dag, JobEvidence evidence)
    {
        Dag = dag;
        Evidence = evidence;
    }

    public DagDetail Dag { get; }

    public JobEvidence Evidence { get; }

    /// <summary>The tenant's latest job; not necessarily of this DAG.</summary>
    public RestoreOverview? Job => Evidence.Job;

    /// <summary>The job is the one that this DAG started.</summary>
    public bool IsOwnJob => Job is { } job && JobTie.Holds(Dag, job);
}
