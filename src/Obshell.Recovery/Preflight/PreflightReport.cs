using Obshell.Client.Display;

namespace Obshell.Recovery;

/// <summary>Everything that is known to prevent the success of a restore, and everything that could not be found out.</summary>
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

    /// <summary>The worst of all findings: NotReady when one failed, ReadyWithDoubts when one is a warning or unknown.</summary>
    public PreflightOutcome Verdict =>
        Findings.Any(f => f.Verdict == PreflightVerdict.Failed) ? PreflightOutcome.NotReady
        : Findings.Any(f => f.Verdict is PreflightVerdict.Warning or PreflightVerdict.Unknown) ? PreflightOutcome.ReadyWithDoubts
        : PreflightOutcome.Ready;

    /// <summary>The worst finding in one line, its name first; empty when nothing is wrong.</summary>
    public string Problem =>
        Findings.OrderByDescending(f => f.Verdict).FirstOrDefault(f => f.Verdict is PreflightVerdict.Failed or PreflightVerdict.Unknown or PreflightVerdict.Warning) is { } worst
            ? VisibleText.OneLine(worst.Name + ": " + worst.Seen) : "";

    /// <summary>All findings: the request's own rules first, then in the order in which an agent judges.</summary>
    public PreflightFinding[] Findings { get; }

    /// <summary>What was checked.</summary>
    public PreflightRequest Request { get; }

    /// <summary>The cluster that was asked.</summary>
    public string ClusterName { get; }

    /// <summary>The agent that a restore would be sent to.</summary>
    public string Agent { get; }

    /// <summary>When. The cluster may have changed since.</summary>
    public DateTimeOffset CheckedAt { get; }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(RestoreTenantName + ": " + Verdict);
}
