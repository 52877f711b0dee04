using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Verdicts;
using Obshell.Recovery.Verdicts.Recoveries;
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

    /// <summary><c>3/5 Wait restore task finish</c>.</summary>
    public static string Stage(AgentDag dag) =>
        Text(string.Format(CultureInfo.InvariantCulture, "{0}/{1} {2}", dag.Stage, dag.MaxStage, dag.StageName)).TrimEnd();

    /// <summary>As <see cref="Stage(AgentDag)"/>; empty where no DAG is known, as for jobs of long ago.</summary>
    public static string Stage(TenantRestore restore) => restore.Dag is { } dag ? Stage(dag) : "";

    /// <summary><c>42.5 %</c>; empty where it is not known.</summary>
    public static string Percent(double? percent) => percent is { } known ? known.ToString("0.#", CultureInfo.InvariantCulture) + " %" : "";

    /// <summary><c>60.0 GB</c>; empty where the agent does not tell.</summary>
    public static string Bytes(long? bytes) => bytes is { } known ? Amounts.OfBytes(known) : "";

    /// <summary>OceanBase writes the largest number there is for "no limit".</summary>
    public static string Iops(ulong? iops) => iops is not { } known ? "" : known >= long.MaxValue ? ViewTexts.Unlimited : known.ToString(CultureInfo.InvariantCulture);

    /// <summary>The agent's own state, number and word (PROTOCOL 3).</summary>
    public static string AgentWord(int? state) => Word(state, ViewTexts.AgentUnknown, ViewTexts.AgentStarting, ViewTexts.AgentRunning, ViewTexts.AgentStopping, ViewTexts.AgentStopped);

    /// <summary>The state of the OceanBase server next to the agent, number and word.</summary>
    public static string ServerWord(int? state) => Word(state, ViewTexts.ServerNoProcess, ViewTexts.ServerNoConnection, ViewTexts.ServerRestricted, ViewTexts.ServerAvailable);

    /// <summary>A moment as <c>-Timestamp</c> takes it, to the second: <c>2026-11-21T04:00:00Z</c>.</summary>
    public static string Moment(DateTimeOffset? time) => time is { } given ? Amounts.Of(given) : "";

    /// <summary>Time of day; the day is the DAG's.</summary>
    public static string TimeOfDay(DateTimeOffset? time) =>
        time is { } given ? given.ToString("HH:mm:ss", CultureInfo.InvariantCulture) : "";

    /// <summary><c>00:12:05</c>; empty while unknown.</summary>
    public static string Duration(TimeSpan? span) => span is { } given ? Amounts.Clock(given) : "";

    /// <summary>In the colour of its outcome.</summary>
    public static string DrillVerdict(RestoreDrillResult result, EngineIntrinsics? engine) =>
        Palette.Of(engine).Paint(result.Verdict.ToString(), DrillVerdicts.Of(result.Verdict).Tone);

    /// <summary>In the colour of its outcome.</summary>
    public static string RecoveryVerdict(TenantRecovery result, EngineIntrinsics? engine) =>
        Palette.Of(engine).Paint(result.Verdict.ToString(), RecoveryVerdicts.Of(result.Verdict).Tone);

    /// <summary>The verdict in the colour of its outcome; of a DAG that was not judged, its state in the colour of what that proves.</summary>
    public static string Result(AgentDag dag, EngineIntrinsics? engine) => Palette.Of(engine).Paint(Text(dag.Result), DagVerdicts.Foreseen(dag).Tone);

    /// <summary>Whether the agent can restore, in the colour of the answer.</summary>
    public static string Ready(AgentState agent, EngineIntrinsics? engine) =>
        agent.IsReady ? Palette.Of(engine).Good(bool.TrueString) : Palette.Of(engine).Bad(bool.FalseString);

    /// <summary>NORMAL is the only status in which a tenant serves.</summary>
    public static string Status(TenantDetail tenant, EngineIntrinsics? engine)
    {
        return tenant.State == "NORMAL" ? Palette.Of(engine).Good(tenant.State) : Palette.Of(engine).Doubtful(tenant.State);
    }

    /// <summary>A moment as <c>-Timestamp</c> takes it, with its own offset and all its digits.</summary>
    public static string Time(DateTimeOffset? time) => time is { } given ? Amounts.Exact(given) : "";

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
        state is not { } known ? "" : known.ToString(CultureInfo.InvariantCulture) + (known >= 0 && known < words.Length ? " (" + words[known] + ")" : "");
}
