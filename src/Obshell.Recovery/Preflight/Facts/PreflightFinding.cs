using System.Text.Json.Serialization;
using Obshell.Client.Display;

namespace Obshell.Recovery;

/// <summary>One check of a preflight and its result.</summary>
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

    /// <summary>Creates a finding that was read from a history.</summary>
    [JsonConstructor]
    internal PreflightFinding()
    {
    }

    /// <summary>
    /// The name of the check, e.g. <c>TenantAbsent</c>. For a broken local rule it is the error id, e.g. <c>ZoneRepeated</c>.
    /// </summary>
    [JsonInclude]
    public string Name { get; internal init => field = value ?? ""; } = "";

    /// <summary>The result of the check.</summary>
    [JsonRequired]
    [JsonInclude]
    public PreflightVerdict Verdict { get; internal init; }

    /// <summary>What the check found. It contains no secret.</summary>
    [JsonInclude]
    public string Seen { get; internal init => field = value ?? ""; } = "";

    /// <summary>
    /// The errCode with which the agent would refuse the restore. Empty when the agent would accept the restore: such a restore fails
    /// later, or does damage.
    /// </summary>
    [JsonInclude]
    public string AgentWouldAnswer { get; internal init => field = value ?? ""; } = "";

    /// <summary>What to do; empty when the check passed.</summary>
    [JsonInclude]
    public string Advice { get; internal init => field = value ?? ""; } = "";

    /// <summary>The parameter that the finding is about; empty when it is about no parameter.</summary>
    [JsonInclude]
    public string Parameter { get; internal init => field = value ?? ""; } = "";

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Verdict + " " + Name + ": " + Seen);
}
