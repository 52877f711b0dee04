using System.Globalization;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.ErrorIds;
using Obshell.Recovery.Verdicts;

namespace ObshellPS.Errors;

/// <summary>The error for each bad end of a DAG, with the next command (promise 4): what the table of verdicts says.</summary>
internal static class DagFaults
{
    /// <returns>Null for the good ends, and for a rollback that was asked for.</returns>
    public static DagFaultException? Of(DagDetail dag)
    {
        var row = DagVerdicts.Of(dag.Verdict);
        return row.IsErrorOf(dag) ? new(dag.Verdict.ToString(), Categories.Of(row.Error), row.Words(dag), row.Advice(dag), dag.Id, dag) : null;
    }

    public static DagFaultException TimedOut(string id, AgentDag? last, TimeSpan limit) => new(
        "WaitTimeout", Categories.Of("WaitTimeout"),
        string.Format(
            CultureInfo.InvariantCulture, "{0} has not ended within {1:0.#} s{2}. Only the waiting ended; the work goes on.",
            last is null ? "DAG " + id : Name(last), limit.TotalSeconds,
            last is null ? ", and no agent told anything about it" : $" ({last.State}, {DagWords.Step(last)})"),
        $"Wait-ObDag {CommandArgument.Of(id)} goes on waiting.", id, last);

    /// <summary>The DAG cannot be watched on; the fault itself says why.</summary>
    public static DagFaultException Lost(string id, AgentDag? last, ObshellException why) => new(
        why.ErrorId, Categories.Of(ErrorTable.KindOf(why)),
        $"{(last is null ? "DAG " + id + " cannot be watched" : Name(last) + " cannot be watched any more")}: {ErrorRecords.Text(why)}"
        + (last is null ? "" : $" It was last seen {last.State} at {DagWords.Step(last)}; how it goes on is unknown."),
        ErrorTable.AdviceFor(new ErrorCase(why, id, IsOfRow: false)) + (why is ObshellApiException { HttpStatus: 400 or 404 } ? "" : $" Then Wait-ObDag {CommandArgument.Of(id)} goes on waiting."), id, last);

    public static string Name(AgentDag dag) => DagWords.Name(dag);
}
