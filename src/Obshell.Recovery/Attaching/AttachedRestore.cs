using Obshell.Client;

namespace Obshell.Recovery;

/// <summary>An existing restore that matches the request. No new restore was started.</summary>
public sealed class AttachedRestore : RestoreStart
{
    internal AttachedRestore(AgentDag dag, string doubt, string agent, string traceId)
        : base(DagDetail.Attached(dag), found: false, agent, traceId) => Doubt = doubt;

    /// <summary>What is not certain about the existing restore, as a sentence; empty when everything is certain.</summary>
    public string Doubt { get; }

    /// <inheritdoc/>
    public override string Outcome => AttachingTexts.FormatOutcome(Dag.Id);
}
