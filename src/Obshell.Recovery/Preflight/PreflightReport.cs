using Obshell.Client.Display;

namespace Obshell.Recovery;

/// <summary>Everything that is known to prevent the success of a restore, and everything that is still unknown.</summary>
public sealed class PreflightReport
{
    internal PreflightReport(PreflightRequest request, string clusterName, string agent, DateTimeOffset checkedAt, IReadOnlyList<PreflightFinding> findings)
    {
        Request = request;
        ClusterName = clusterName;
        Agent = agent;
        CheckedAt = checkedAt;
        Findings = [.. findings];
    }

    /// <summary>The tenant to create.</summary>
    public string RestoreTenantName => Request.RestoreTenantName;

    /// <summary>The worst of all findings: NotReady when one check failed, ReadyWithDoubts when a finding is a warning or unknown.</summary>
    public PreflightOutcome Verdict =>
        Findings.Any(f => f.Verdict == PreflightVerdict.Failed) ? PreflightOutcome.NotReady
        : Findings.Any(f => f.Verdict is PreflightVerdict.Warning or PreflightVerdict.Unknown) ? PreflightOutcome.ReadyWithDoubts
        : PreflightOutcome.Ready;

    /// <summary>The worst finding in one line, with its name first; empty when nothing is wrong.</summary>
    public string Problem =>
        Findings.OrderByDescending(f => f.Verdict).FirstOrDefault(f => f.Verdict is PreflightVerdict.Failed or PreflightVerdict.Unknown or PreflightVerdict.Warning) is { } worst
            ? VisibleText.OneLine(worst.Name + ": " + worst.Seen) : "";

    /// <summary>All findings: first the rules of the request itself, then the other checks in the order in which an agent judges.</summary>
    public PreflightFinding[] Findings { get; }

    /// <summary>The checked restore.</summary>
    public PreflightRequest Request { get; }

    /// <summary>The cluster that was read.</summary>
    public string ClusterName { get; }

    /// <summary>The agent that a restore would be sent to.</summary>
    public string Agent { get; }

    /// <summary>When the cluster was read. It may have changed since.</summary>
    public DateTimeOffset CheckedAt { get; }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(RestoreTenantName + ": " + Verdict);
}
