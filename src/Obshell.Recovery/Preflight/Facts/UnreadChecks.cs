using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery.Preflight.Facts;

/// <summary>
/// The checks that could not be made, grouped by cause. For each cause, the first check has its own finding, and one more finding lists the
/// other checks.
/// </summary>
internal sealed class UnreadChecks
{
    /// <summary>Name of the finding that lists the other checks that could not be made for the same cause.</summary>
    public const string Name = "NotChecked";

    /// <summary>Name of the finding about the agent. When the agent is not ready, this is the cause of all later faults.</summary>
    public const string Agent = "AgentReady";

    private readonly List<PreflightFinding> findings;
    private readonly List<(string Key, string Cause, List<string> Checks)> causes = [];

    public UnreadChecks(List<PreflightFinding> findings) => this.findings = findings;

    public bool IsReported(string name, ObshellException fault)
    {
        bool isAgent = findings.Any(f => f is { Name: Agent, Verdict: PreflightVerdict.Failed });
        string key = isAgent ? Agent : FaultCause.Of(fault);
        int at = causes.FindIndex(c => c.Key == key);
        if (at < 0)
        {
            causes.Add((key, isAgent ? Agent : name, isAgent ? [name] : []));
            return isAgent;
        }

        causes[at].Checks.Add(name);
        return true;
    }

    public void Report()
    {
        foreach ((_, string cause, List<string> checks) in causes.Where(c => c.Checks.Count > 0))
        {
            findings.Add(new PreflightFinding(
                Name, PreflightVerdict.Unknown, PreflightTexts.FormatNotCheckedBecause(cause, Listing.Of(checks)), "", PreflightTexts.FormatAdviceNotChecked(cause)));
        }
    }
}
