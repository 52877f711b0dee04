using Obshell.Client.Shown;

namespace Obshell.Recovery;

/// <summary>One check of a preflight and what came of it.</summary>
public sealed class PreflightFinding
{
    internal PreflightFinding(string name, PreflightVerdict verdict, string seen, string agentWouldAnswer = "", string advice = "", string parameter = "")
    {
        Name = name;
        Verdict = verdict;
        Seen = seen;
        AgentWouldAnswer = agentWouldAnswer;
        Advice = advice;
        Parameter = parameter;
    }

    /// <summary>The check, e.g. <c>TenantAbsent</c>; for a broken local rule the id of its error, e.g. <c>ZoneRepeated</c>.</summary>
    public string Name { get; }

    /// <summary>What came of it.</summary>
    public PreflightVerdict Verdict { get; }

    /// <summary>What was seen. Holds no secret.</summary>
    public string Seen { get; }

    /// <summary>The agent's errCode if the restore were started all the same; empty where the agent would not refuse it (then it fails later, or harms).</summary>
    public string AgentWouldAnswer { get; }

    /// <summary>What to do; empty when passed.</summary>
    public string Advice { get; }

    /// <summary>The parameter that it is about; empty when it is about none.</summary>
    public string Parameter { get; }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Verdict + " " + Name + ": " + Seen);
}
