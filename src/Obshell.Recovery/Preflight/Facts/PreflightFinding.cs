using System.Text.Json.Serialization;
using Obshell.Client.Display;

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

    /// <summary>From a history.</summary>
    [JsonConstructor]
    internal PreflightFinding()
    {
    }

    /// <summary>The check, e.g. <c>TenantAbsent</c>; for a broken local rule the id of its error, e.g. <c>ZoneRepeated</c>.</summary>
    [JsonInclude]
    public string Name { get; internal init => field = value ?? ""; } = "";

    /// <summary>What came of it.</summary>
    [JsonRequired]
    [JsonInclude]
    public PreflightVerdict Verdict { get; internal init; }

    /// <summary>What was seen. Holds no secret.</summary>
    [JsonInclude]
    public string Seen { get; internal init => field = value ?? ""; } = "";

    /// <summary>The agent's errCode if the restore were started anyway; empty where the agent would not refuse it (then it fails later, or does harm).</summary>
    [JsonInclude]
    public string AgentWouldAnswer { get; internal init => field = value ?? ""; } = "";

    /// <summary>What to do; empty when passed.</summary>
    [JsonInclude]
    public string Advice { get; internal init => field = value ?? ""; } = "";

    /// <summary>The parameter that it is about; empty when it is about none.</summary>
    [JsonInclude]
    public string Parameter { get; internal init => field = value ?? ""; } = "";

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Verdict + " " + Name + ": " + Seen);
}
