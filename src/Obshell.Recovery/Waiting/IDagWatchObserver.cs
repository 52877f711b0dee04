using Obshell.Client;

namespace Obshell.Recovery.Waiting;

/// <summary>Receives the events of watched DAGs. There is only one call at a time. An implementation must not block.</summary>
public interface IDagWatchObserver
{
    /// <summary>The state, the operator or the stage has changed. <paramref name="before"/> is null after the first poll.</summary>
    void Changed(AgentDag? before, AgentDag now);

    /// <summary>The DAG is still running. <paramref name="job"/> is OceanBase's job; null when it was not read.</summary>
    void Progress(AgentDag now, RestoreOverview? job);

    /// <summary>
    /// The agent had reached its time limit and stopped watching, and RETRY was sent. <paramref name="change"/> is the result of RETRY;
    /// null when the agent refused RETRY. In this case <paramref name="refusal"/> is the reason.
    /// </summary>
    void Resumed(DagDetail ended, DagChange? change, ObshellException? refusal);

    /// <summary>The DAG has ended. It has details and a verdict.</summary>
    void Ended(DagDetail dag);

    /// <summary>The caller's time limit has passed. <paramref name="last"/> is null when the DAG was never read.</summary>
    void TimedOut(string id, AgentDag? last);

    /// <summary>The DAG can no longer be watched.</summary>
    void Lost(string id, AgentDag? last, ObshellException why);

    /// <summary>
    /// A step waits for an agent that does not start the step. The wait has no time limit (trap B3). The observer gets this event at most
    /// once for each DAG.
    /// </summary>
    void Stalled(AgentDag now, AgentAddress agent);

    /// <summary>A request of this poll failed. The watch continues.</summary>
    void Disturbed(ObshellException why);
}
