using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery;

/// <summary>The tenant is being restored, or was, but not from the source or not to the point that the request names, or that is not known. Nothing was started.</summary>
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

    /// <summary>The restore that is there.</summary>
    public AgentDag Dag { get; }

    /// <summary>What differs or is not known, one sentence each, without secrets.</summary>
    public IReadOnlyList<string> Differences { get; }

    /// <summary>The refused request's id in the agent's log.</summary>
    public string TraceId { get; }
}
