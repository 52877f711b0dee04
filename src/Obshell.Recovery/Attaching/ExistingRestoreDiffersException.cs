using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery;

/// <summary>
/// The tenant has an existing restore. Its source or its point differs from the request, or is not known. No new restore was started.
/// </summary>
public sealed class ExistingRestoreDiffersException : ObshellException
{
    internal ExistingRestoreDiffersException(string tenant, AgentDag dag, IReadOnlyList<string> differences, ObshellApiException? refusal)
        : base("ExistingRestoreDiffers", AttachingTexts.FormatDiffers(tenant, dag.Id, Listing.Sentences(differences)))
    {
        TenantName = tenant;
        Dag = dag;
        Differences = differences;
        Agent = refusal?.Agent ?? "";
        TraceId = refusal?.TraceId ?? "";
    }

    /// <summary>The tenant.</summary>
    public string TenantName { get; }

    /// <summary>The DAG of the existing restore.</summary>
    public AgentDag Dag { get; }

    /// <summary>What differs or is not known. Each item is one sentence without secrets.</summary>
    public IReadOnlyList<string> Differences { get; }

    /// <summary>The id of the refused request in the agent's log.</summary>
    public string TraceId { get; }
}
