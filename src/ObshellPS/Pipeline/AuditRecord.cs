using Obshell.Client.Display;
using Obshell.Client.Time;

namespace ObshellPS.Pipeline;

/// <summary>
/// The record of a change that was sent to an agent. It is written to the information stream with the tag <c>ObshellPS.Audit</c>, and
/// contains no secrets.
/// </summary>
public sealed class AuditRecord
{
    internal const string Tag = "ObshellPS.Audit";

    internal AuditRecord(string action, string target, string cluster, string agent, string traceId, string outcome)
    {
        Time = WallClock.Now.ToLocalTime();
        User = Environment.UserName + "@" + Environment.MachineName;
        Action = action;
        Target = target;
        Cluster = cluster;
        Agent = agent;
        TraceId = traceId;
        Outcome = outcome;
    }

    /// <summary>The time of the answer.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The user: account and machine of this process.</summary>
    public string User { get; }

    /// <summary>The action, e.g. <c>POST tenant/restore</c>.</summary>
    public string Action { get; }

    /// <summary>The target of the action, e.g. the tenant.</summary>
    public string Target { get; }

    /// <summary>The cluster's name.</summary>
    public string Cluster { get; }

    /// <summary>The agent that got the request.</summary>
    public string Agent { get; }

    /// <summary>The trace id of the request in the agent's log.</summary>
    public string TraceId { get; }

    /// <summary>The result of the change: a DAG id, or an error id.</summary>
    public string Outcome { get; }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(PipelineTexts.FormatAudit(
        Amounts.Of(Time.ToUniversalTime()), User, Action, Target, (Cluster + " " + Agent).Trim(), Outcome, TraceId));
}
