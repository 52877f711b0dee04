using Obshell.Client.Display;

namespace Obshell.Recovery;

/// <summary>The result of a preflight: what would make the restore fail, and what is unknown.</summary>
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

    /// <summary>The name of the tenant that the restore creates.</summary>
    public string RestoreTenantName => Request.RestoreTenantName;

    /// <summary>NotReady when a check failed; ReadyWithDoubts when a finding is a warning or unknown; otherwise Ready.</summary>
    public PreflightOutcome Verdict =>
        Findings.Any(f => f.Verdict == PreflightVerdict.Failed) ? PreflightOutcome.NotReady
        : Findings.Any(f => f.Verdict is PreflightVerdict.Warning or PreflightVerdict.Unknown) ? PreflightOutcome.ReadyWithDoubts
        : PreflightOutcome.Ready;

    /// <summary>The worst finding in one line, starting with its name; empty when nothing is wrong.</summary>
    public string Problem =>
        Findings.OrderByDescending(f => f.Verdict).FirstOrDefault(f => f.Verdict is PreflightVerdict.Failed or PreflightVerdict.Unknown or PreflightVerdict.Warning) is { } worst
            ? VisibleText.OneLine(worst.Name + ": " + worst.Seen) : "";

    /// <summary>All findings: first the local rules, then the other checks in the order of the agent's own checks.</summary>
    public PreflightFinding[] Findings { get; }

    /// <summary>The checked restore.</summary>
    public PreflightRequest Request { get; }

    /// <summary>The name of the cluster that was read.</summary>
    public string ClusterName { get; }

    /// <summary>The agent to which the restore request would be sent.</summary>
    public string Agent { get; }

    /// <summary>When the cluster was read. The cluster may have changed since then.</summary>
    public DateTimeOffset CheckedAt { get; }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(RestoreTenantName + ": " + Verdict);
}
