using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Verdicts;
using Obshell.Recovery.Verdicts.Recoveries;
using ObshellPS.Connections;
using ObshellPS.Formatting;
using ObshellPS.Output;

namespace ObshellPS;

/// <summary>For the format file only: what its columns show.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
#pragma warning disable CA1707 // The underscore says "not for you" to whoever browses the types.
public static class _Format
#pragma warning restore CA1707
{
    /// <summary>Any value as one line: text of others with nothing hidden in it, items of a list one after another.</summary>
    public static string Text(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null => "",
        string text => VisibleText.OneLine(text),
        IEnumerable many => string.Join(", ", many.Cast<object?>().Select(Text)),
        _ => VisibleText.OneLine(value!.ToString()),
    };

    /// <summary>Items of a list, each on a line of its own.</summary>
    public static string Lines(object? many) => many is IEnumerable items and not string ? string.Join(Environment.NewLine, items.Cast<object?>().Select(Text)) : Text(many);

    /// <summary>The members of an answer that has no type of its own.</summary>
    public static string Answer(PSObject answer)
    {
        PSPropertyInfo[] members = [.. answer.Properties];
        string[] names = Array.ConvertAll(members, m => VisibleText.OneLine(m.Name));
        int width = names.Length == 0 ? 0 : Math.Min(30, names.Max(n => n.Length));
        return string.Join(Environment.NewLine, members.Select((m, i) => names[i].PadRight(width) + " : " + Text(m.Value)));
    }

    /// <summary><c>5.9 GB of 12.0 GB</c>, as OceanBase writes it; empty where there is no job.</summary>
    public static string BytesOf(TenantRestore restore) => restore.Job is { } job ? Text(job.FinishBytesDisplay + " of " + job.TotalBytesDisplay) : "";

    /// <summary>Whether cmdlets use this connection where <c>-Connection</c> is not given.</summary>
    public static bool IsCurrent(ObConnection connection) => Runspace.DefaultRunspace is not null && ReferenceEquals(RunspaceConnections.OfThisRunspace.Current, connection);

    /// <summary>A mark on the current connection.</summary>
    public static string Current(ObConnection connection) => IsCurrent(connection) ? "*" : "";

    /// <summary>What only a detailed look shows.</summary>
    public static string More(TenantDetail tenant) => tenant.Pools is null
        ? "pools, character set and time zone: Get-ObTenant -Detailed"
        : Text($"charset {tenant.Charset}, collation {tenant.Collation}, time zone {tenant.TimeZone}, whitelist {tenant.Whitelist}");

    /// <summary><c>3/5 Wait restore task finish</c>.</summary>
    public static string Stage(AgentDag dag) =>
        Text(string.Format(CultureInfo.InvariantCulture, "{0}/{1} {2}", dag.Stage, dag.MaxStage, dag.StageName)).TrimEnd();

    /// <summary>As <see cref="Stage(AgentDag)"/>; empty where no DAG is known, as for jobs of long ago.</summary>
    public static string Stage(TenantRestore restore) => restore.Dag is { } dag ? Stage(dag) : "";

    /// <summary><c>42.5 %</c>; empty where OceanBase does not tell.</summary>
    public static string Percent(TenantRestore restore) =>
        restore.Percent is { } percent ? percent.ToString("0.0", CultureInfo.InvariantCulture) + " %" : "";

    /// <summary>Of the job, once it is over; before, about how long its DAG has been at work.</summary>
    public static string Elapsed(TenantRestore restore) => restore.Elapsed is { } elapsed ? Amounts.Clock(elapsed) : restore is { IsRunning: true, Dag: { } dag } ? Elapsed(dag) : "";

    /// <summary><c>60.0 GB</c>; empty where the agent does not tell.</summary>
    public static string Bytes(long? bytes) => bytes is { } known ? Amounts.OfBytes(known) : "";

    /// <summary>OceanBase writes the largest number there is for "no limit".</summary>
    public static string Iops(ulong? iops) => iops is not { } known ? "" : known >= long.MaxValue ? "unlimited" : known.ToString(CultureInfo.InvariantCulture);

    /// <summary>The agent's own state in a word (PROTOCOL 3).</summary>
    public static string AgentWord(int? state) => Word(state, "unknown", "starting", "running", "stopping", "stopped");

    /// <summary>The state of the OceanBase server beside the agent in a word.</summary>
    public static string ServerWord(int? state) => Word(state, "no process", "no connection", "restricted", "available");

    /// <summary>A moment as <c>-Timestamp</c> takes it, to the second: <c>2026-11-21T04:00:00Z</c>.</summary>
    public static string Moment(DateTimeOffset? time) => time is { } given ? given.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "";

    /// <summary>A span of time: <c>3 s</c>, <c>2 h 5 min</c>.</summary>
    public static string Span(TimeSpan? span) => span is { } given ? Amounts.Of(given) : "";

    /// <summary>Time of day; the day is the DAG's.</summary>
    public static string TimeOfDay(DateTimeOffset? time) =>
        time is { } given ? given.ToString("HH:mm:ss", CultureInfo.InvariantCulture) : "";

    /// <summary><c>SUCCEED/ROLLBACK</c>: neither means anything without the other. The usual RUN is left out.</summary>
    public static string State(AgentDag dag) => Text(dag.Operator is "RUN" or "" ? dag.State : dag.State + "/" + dag.Operator);

    /// <summary><c>Restore rt2</c>, <c>Backup rt2</c>; other DAGs by their own name.</summary>
    public static string Task(AgentDag dag) => Text(dag.IsRestore ? "Restore " + dag.TenantName : dag.IsBackup ? "Backup " + dag.TenantName : dag.Name);

    /// <summary><c>0:12:05</c>; empty while unknown.</summary>
    public static string Duration(TimeSpan? span) => span is { } given ? Amounts.Clock(given) : "";

    /// <summary>In the colour of its outcome.</summary>
    public static string DrillVerdict(RestoreDrillResult result, EngineIntrinsics? engine) =>
        Palette.Of(engine).Paint(result.Verdict.ToString(), DrillVerdicts.Of(result.Verdict).Tone);

    /// <summary>The reason's id, and what is left behind.</summary>
    public static string DrillReason(RestoreDrillResult result) =>
        Text(result.ReasonId + (result.Cleanup is DrillCleanup.LeftBehind or DrillCleanup.Kept ? $" ({result.Cleanup}: {result.TenantName})" : "")).Trim();

    /// <summary>In the colour of its outcome.</summary>
    public static string RecoveryVerdict(TenantRecovery result, EngineIntrinsics? engine) =>
        Palette.Of(engine).Paint(result.Verdict.ToString(), RecoveryVerdicts.Of(result.Verdict).Tone);

    /// <summary>The reason, or what is lost of a tenant that is back.</summary>
    public static string RecoveryReason(TenantRecovery result) => Text(result.ReasonId.Length > 0 ? $"{result.ReasonId}: {result.Reason}" : result.DataLoss);

    /// <summary>The verdict in the colour of its outcome; while nobody has judged the DAG, its state in the colour of what that proves.</summary>
    public static string Result(AgentDag dag, EngineIntrinsics? engine) =>
        Palette.Of(engine).Paint(Verdict(dag) is { Length: > 0 } verdict ? verdict : State(dag), DagVerdicts.Foreseen(dag).Tone);

    /// <summary>How much of the data is restored, where OceanBase's job was read with the DAG; empty otherwise.</summary>
    public static string Done(AgentDag dag) =>
        DagVerdicts.Foreseen(dag).IsRestored ? "100%"
        : dag is DagDetail { Restore: { TotalBytes: > 0 } job } ? Math.Min(99, job.FinishBytes * 100.0 / job.TotalBytes).ToString("0", CultureInfo.InvariantCulture) + "%"
        : "";

    /// <summary>Whether the agent can restore, in one word.</summary>
    public static string Ready(AgentState agent, EngineIntrinsics? engine) =>
        agent.IsReady ? Palette.Of(engine).Good("yes") : Palette.Of(engine).Bad(agent.IsReachable ? "no" : "silent");

    /// <summary>What keeps the agent from restoring.</summary>
    public static string Obstacle(AgentState agent) => Text(agent.IsReachable ? agent.WhyNotReady : agent.Fault);

    /// <summary>NORMAL is the only status in which a tenant serves.</summary>
    public static string Status(TenantDetail tenant, EngineIntrinsics? engine)
    {
        string text = tenant.InRecyclebin == "YES" ? "RECYCLED" : tenant.Status;
        return text == "NORMAL" ? Palette.Of(engine).Good(text) : Palette.Of(engine).Doubtful(text);
    }

    /// <summary>Year first, whatever the culture: the module takes no other order itself.</summary>
    public static string Time(DateTimeOffset? time) =>
        time is { } given ? given.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF zzz", CultureInfo.InvariantCulture) : "";

    /// <summary>Hours, minutes, seconds. With <c>~</c> while it runs: the agent's clock and the database's need not agree.</summary>
    public static string Elapsed(AgentDag dag) => dag.Elapsed is { } elapsed ? Amounts.Clock(elapsed) : dag.GetTimeAtWork() is { } since ? "~" + Amounts.Clock(since) : "";

    /// <summary>From start to end; empty until it has ended.</summary>
    public static string Elapsed(NodeDetail node) => node.Elapsed is { } elapsed ? Amounts.Clock(elapsed) : "";

    /// <summary>Empty until somebody has judged the DAG.</summary>
    public static string Verdict(AgentDag dag) => dag is DagDetail judged && DagVerdicts.Of(judged.Verdict).IsJudged ? judged.Verdict.ToString() : "";

    /// <summary>One line a node, with its last log line where it failed.</summary>
    public static string Nodes(AgentDag dag, EngineIntrinsics? engine = null)
    {
        var palette = Palette.Of(engine);
        var text = new StringBuilder();
        foreach (NodeDetail node in dag.Nodes)
        {
            if (text.Length > 0)
            {
                text.AppendLine();
            }

            string elapsed = node.Elapsed is { } span ? Amounts.Clock(span) : "";
            string state = node.Operator is "RUN" or "" ? node.State : node.State + "/" + node.Operator;
            text.Append(Text(node.Name).PadRight(26)).Append(elapsed.PadLeft(8)).Append("  ")
                .Append(node.State == "FAILED" ? palette.Bad(state) : node.State == "SUCCEED" ? palette.Good(state) : Text(state));
            if (node.State == "FAILED" && node.SubTasks.SelectMany(t => t.TaskLogs).LastOrDefault() is { } line)
            {
                text.AppendLine().Append("    ").Append(Text(line.Trim()));
            }
        }

        return text.ToString();
    }

    /// <summary>
    /// A preflight as a checklist: first what stands in the way, then what is in doubt, then what is in order. Colours only
    /// where the host has <c>$PSStyle</c> (PowerShell 7.2 and later) and wants them.
    /// </summary>
    public static string Checklist(PreflightReport report, object? style)
    {
        var colours = new ChecklistColours(style);
        var text = new StringBuilder();
        text.Append(report.RestoreTenantName.Length == 0 ? "(no name)" : Text(report.RestoreTenantName));
        if (report.ClusterName.Length > 0)
        {
            text.Append(" on ").Append(Text(report.ClusterName));
        }

        text.Append(": ").Append(colours.Paint(report.Verdict.ToString(), Worst(report.Verdict))).Append(" (").Append(Counts(report)).AppendLine(")");
        foreach (PreflightFinding finding in report.Findings.OrderByDescending(f => f.Verdict))
        {
            bool isPassed = finding.Verdict == PreflightVerdict.Passed;
            string about = finding.Parameter.Length > 0 && !isPassed ? " (-" + finding.Parameter + ")" : "";
            text.Append("  ").Append(colours.Paint(Mark(finding.Verdict), finding.Verdict))
                .AppendLine(Wrap(Text($"       {finding.Name}{about}: {finding.Seen}")).Substring(6));
            if (!isPassed && finding.Advice.Length > 0)
            {
                text.AppendLine(Wrap(Text("       " + finding.Advice)));
            }

            if (!isPassed && finding.AgentWouldAnswer.Length > 0)
            {
                text.Append("       agent: ").AppendLine(Text(finding.AgentWouldAnswer));
            }
        }

        return text.ToString().TrimEnd();
    }

    /// <summary><c>2 failed, 3 unknown, 9 passed</c>: what there is none of is left out, so that the line fits a narrow screen.</summary>
    public static string Counts(PreflightReport report) => string.Join(", ", new (string Word, PreflightVerdict Verdict)[]
        {
            ("failed", PreflightVerdict.Failed), ("warning", PreflightVerdict.Warning), ("unknown", PreflightVerdict.Unknown), ("note", PreflightVerdict.Note), ("passed", PreflightVerdict.Passed),
        }
        .Select(c => (c.Word, Count: report.Findings.Count(f => f.Verdict == c.Verdict))).Where(c => c.Count > 0)
        .Select(c => string.Format(CultureInfo.InvariantCulture, "{0} {1}", c.Count, c.Word)));

    /// <summary>A mark that is read without colours too.</summary>
    public static string Mark(PreflightVerdict verdict) => verdict switch
    {
        PreflightVerdict.Passed => "[ok]",
        PreflightVerdict.Warning => "[ !]",
        PreflightVerdict.Note => "[ i]",
        PreflightVerdict.Unknown => "[ ?]",
        PreflightVerdict.Failed => "[XX]",
    };

    /// <summary>Broken between words and indented by seven: the formatter would break inside them.</summary>
    private static string Wrap(string line)
    {
        const int Widest = 79;
        var text = new StringBuilder("      ");
        int length = 6;
        foreach (string word in line.Trim().Split(' '))
        {
            if (length + 1 + word.Length > Widest && length > 6)
            {
                text.AppendLine().Append("      ");
                length = 6;
            }

            text.Append(' ').Append(word);
            length += 1 + word.Length;
        }

        return text.ToString();
    }

    private static PreflightVerdict Worst(PreflightOutcome outcome) => outcome switch
    {
        PreflightOutcome.Ready => PreflightVerdict.Passed,
        PreflightOutcome.NotReady => PreflightVerdict.Failed,
        _ => PreflightVerdict.Warning,
    };

    private static string Word(int? state, params string[] words) =>
        state is not { } known ? "" : known >= 0 && known < words.Length ? words[known] : known.ToString(CultureInfo.InvariantCulture);
}
