using Obshell.Client;

namespace Obshell.Recovery.Waiting;

/// <summary>Receives the events of watched DAGs. The watching task makes one call at a time. An implementation must not block.</summary>
public interface IDagWatchObserver
{
    /// <summary>The state, the operator or the stage has changed; <paramref name="before"/> is null at the first look.</summary>
    void Changed(AgentDag? before, AgentDag now);

    /// <summary>The DAG is still running; <paramref name="job"/> is OceanBase's job, when it was read.</summary>
    void Progress(AgentDag now, RestoreOverview? job);

    /// <summary>
    /// The agent had stopped watching at its limit, and was asked to continue (RETRY). <paramref name="change"/> is the result; it is
    /// null when there is a <paramref name="refusal"/>.
    /// </summary>
    void Resumed(DagDetail ended, DagChange? change, ObshellException? refusal);

    /// <summary>The DAG has ended. It has details and a verdict.</summary>
    void Ended(DagDetail dag);

    /// <summary>The caller's time is over; <paramref name="last"/> is null when no answer ever came.</summary>
    void TimedOut(string id, AgentDag? last);

    /// <summary>The DAG cannot be watched any more.</summary>
    void Lost(string id, AgentDag? last, ObshellException why);

    /// <summary>A step waits without a time limit for an agent that does not start it (B3). This is reported once.</summary>
    void Stalled(AgentDag now, AgentAddress agent);

    /// <summary>No answer came this time. The watch continues.</summary>
    void Disturbed(ObshellException why);
}
