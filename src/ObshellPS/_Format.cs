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

/// <summary>The values of the columns in the format file; only that file uses them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
#pragma warning disable CA1707 // The underscore says "not for you" to whoever browses the types.
public static class _Format
#pragma warning restore CA1707
{
    /// <summary>Any value as one line. Hidden characters are removed, and the items of a list are joined.</summary>
    public static string Text(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null => "",
        string text => VisibleText.OneLine(text),
        IEnumerable many => string.Join(", ", many.Cast<object?>().Select(Text)),
        _ => VisibleText.OneLine(value!.ToString()),
    };

    /// <summary>The items of a list, each on a separate line.</summary>
    public static string Lines(object? many) => many is IEnumerable items and not string ? string.Join(Environment.NewLine, items.Cast<object?>().Select(Text)) : Text(many);

    /// <summary>The properties of an answer that has no specific type.</summary>
    public static string Answer(PSObject answer)
    {
        PSPropertyInfo[] members = [.. answer.Properties];
        string[] names = Array.ConvertAll(members, m => VisibleText.OneLine(m.Name));
        int width = names.Length == 0 ? 0 : Math.Min(30, names.Max(n => n.Length));
        return string.Join(Environment.NewLine, members.Select((m, i) => names[i].PadRight(width) + " : " + Text(m.Value)));
    }

    /// <summary>True if cmdlets use this connection without <c>-Connection</c>.</summary>
    public static bool IsCurrent(ObConnection connection) => Runspace.DefaultRunspace is not null && ReferenceEquals(RunspaceConnections.OfThisRunspace.Current, connection);

    /// <summary><c>42.5 %</c>; empty when it is unknown.</summary>
    public static string Percent(double? percent) => percent is { } known ? Amounts.OfPercent(known) : "";

    /// <summary><c>60.0 GB</c>; empty when the agent does not report it.</summary>
    public static string Bytes(long? bytes) => bytes is { } known ? Amounts.OfBytes(known) : "";

    /// <summary>The I/O limit. For "no limit", OceanBase reports the largest possible number.</summary>
    public static string Iops(ulong? iops) => iops is not { } known ? "" : known >= long.MaxValue ? ViewTexts.Unlimited : known.ToString(CultureInfo.InvariantCulture);

    /// <summary>The state of the agent, as number and word (PROTOCOL 3).</summary>
    public static string AgentWord(int? state) => Word(state, ViewTexts.AgentUnknown, ViewTexts.AgentStarting, ViewTexts.AgentRunning, ViewTexts.AgentStopping, ViewTexts.AgentStopped);

    /// <summary>The state of the agent's OceanBase server, as number and word.</summary>
    public static string ServerWord(int? state) => Word(state, ViewTexts.ServerNoProcess, ViewTexts.ServerNoConnection, ViewTexts.ServerRestricted, ViewTexts.ServerAvailable);

    /// <summary>A moment in the format of <c>-Timestamp</c>, exact to the second: <c>2026-11-21T04:00:00Z</c>.</summary>
    public static string Moment(DateTimeOffset? time) => time is { } given ? Amounts.Of(given) : "";

    /// <summary>Like <see cref="Moment"/>, but rounded up, for the first moment to which a backup can be restored.</summary>
    public static string First(DateTimeOffset? time) => time is { } given ? Amounts.NotBefore(given) : "";

    /// <summary>The time without the date, because the DAG already shows the date.</summary>
    public static string TimeOfDay(DateTimeOffset? time) =>
        time is { } given ? given.ToString("HH:mm:ss", CultureInfo.InvariantCulture) : "";

    /// <summary><c>00:12:05</c>; empty when it is unknown.</summary>
    public static string Duration(TimeSpan? span) => span is { } given ? Amounts.Clock(given) : "";

    /// <summary>The verdict, in green, yellow or red.</summary>
    public static string DrillVerdict(RestoreDrillResult result, EngineIntrinsics? engine) =>
        Palette.Of(engine).Paint(result.Verdict.ToString(), DrillVerdicts.Of(result.Verdict).Tone);

    /// <summary>The verdict, in green, yellow or red.</summary>
    public static string RecoveryVerdict(TenantRecovery result, EngineIntrinsics? engine) =>
        Palette.Of(engine).Paint(result.Verdict.ToString(), RecoveryVerdicts.Of(result.Verdict).Tone);

    /// <summary>The verdict of the DAG. If it has no verdict yet: its state, in the colour of the expected result.</summary>
    public static string Result(AgentDag dag, EngineIntrinsics? engine) => Palette.Of(engine).Paint(Text(dag.Result), DagVerdicts.Foreseen(dag).Tone);

    /// <summary>True or False: whether the agent can restore. True is green, False is red.</summary>
    public static string Ready(AgentState agent, EngineIntrinsics? engine) =>
        agent.IsReady ? Palette.Of(engine).Good(bool.TrueString) : Palette.Of(engine).Bad(bool.FalseString);

    /// <summary>The status. Only NORMAL is green, because in any other status the tenant is not in service.</summary>
    public static string Status(TenantDetail tenant, EngineIntrinsics? engine) =>
        tenant.State == "NORMAL" ? Palette.Of(engine).Good(tenant.State) : Palette.Of(engine).Doubtful(tenant.State);

    /// <summary>A moment in the format of <c>-Timestamp</c>, with its offset and all digits.</summary>
    public static string Time(DateTimeOffset? time) => time is { } given ? Amounts.Exact(given) : "";

    /// <summary>
    /// One line for each node. After a failed node comes its last log line. The lines have no colours, because a list view repeats the
    /// colours of earlier lines in each line.
    /// </summary>
    public static string Nodes(AgentDag dag)
    {
        var text = new StringBuilder();
        foreach (NodeDetail node in dag.Nodes)
        {
            if (text.Length > 0)
            {
                text.AppendLine();
            }

            string elapsed = node.Elapsed is { } span ? Amounts.Clock(span) : "";
            string state = node.Operator is "RUN" or "" ? node.State : node.State + "/" + node.Operator;
            text.Append(Text(node.Name).PadRight(26)).Append(elapsed.PadLeft(8)).Append("  ").Append(Text(state));
            if (node.State == "FAILED" && node.SubTasks.SelectMany(t => t.TaskLogs).LastOrDefault() is { } line)
            {
                text.AppendLine().Append("    ").Append(Text(line.Trim()));
            }
        }

        return text.ToString();
    }

    /// <summary>The lines of a preflight's checklist.</summary>
    public static string[] Checklist(PreflightReport report, EngineIntrinsics? engine) => [.. PreflightChecklist.Lines(report, Palette.Of(engine))];

    /// <summary>A line of <see cref="Checklist"/>. Its hidden characters have already been removed, and it may have a colour.</summary>
    public static string Line(string line) => line;

    /// <summary>All findings of a preflight, without colours.</summary>
    public static string Findings(PreflightReport report) => string.Join(Environment.NewLine, PreflightChecklist.Plain(report));

    private static string Word(int? state, params string[] words) =>
        state is not { } known ? "" : known.ToString(CultureInfo.InvariantCulture) + (known >= 0 && known < words.Length ? " (" + words[known] + ")" : "");
}
