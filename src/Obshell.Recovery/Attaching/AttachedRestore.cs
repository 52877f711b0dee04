using Obshell.Client;

namespace Obshell.Recovery;

/// <summary>A restore that was there already and is the one that was asked for: nothing was started.</summary>
public sealed class AttachedRestore : RestoreStart
{
    internal AttachedRestore(AgentDag dag, string doubt, string agent, string traceId)
        : base(DagDetail.Attached(dag), found: false, agent, traceId) => Doubt = doubt;

    /// <summary>What is not certain about the restore that is there, a sentence; empty where all is.</summary>
    public string Doubt { get; }

    /// <inheritdoc/>
    public override string Outcome => AttachingTexts.FormatOutcome(Dag.Id);
}
