using Obshell.Client;

namespace Obshell.Recovery.Waiting;

/// <summary>Gets what happens to watched DAGs. Called from the watching task, one call at a time; must not block.</summary>
public interface IDagWatchObserver
{
    /// <summary>State, operator or stage is not what it was; <paramref name="before"/> is null at the first look.</summary>
    void Changed(AgentDag? before, AgentDag now);

    /// <summary>Still running; <paramref name="job"/> is OceanBase's, where it was read.</summary>
    void Progress(AgentDag now, RestoreOverview? job);

    /// <summary>
    /// The agent's watching, which had ended at its limit, was asked to continue (RETRY). <paramref name="change"/> is what came of
    /// it; null when <paramref name="refusal"/> did.
    /// </summary>
    void Resumed(DagDetail ended, DagChange? change, ObshellException? refusal);

    /// <summary>Ended, with details and verdict.</summary>
    void Ended(DagDetail dag);

    /// <summary>The caller's time ran out; <paramref name="last"/> is null when no answer ever came.</summary>
    void TimedOut(string id, AgentDag? last);

    /// <summary>Cannot be watched any more.</summary>
    void Lost(string id, AgentDag? last, ObshellException why);

    /// <summary>A step waits for an agent that does not start it, without a time limit (B3); reported once.</summary>
    void Stalled(AgentDag now, AgentAddress agent);

    /// <summary>No answer this time; watching continues.</summary>
    void Disturbed(ObshellException why);
}
