using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.ErrorIds;
using Obshell.Recovery.Verdicts;

namespace ObshellPS.Errors;

/// <summary>
/// Makes the error for each bad end of a DAG. The text comes from the table of verdicts and contains the next command (promise 4).
/// </summary>
internal static class DagFaults
{
    /// <returns>Null if the DAG ended well, or ended with a rollback that the user wanted.</returns>
    public static DagFaultException? Of(DagDetail dag)
    {
        var row = DagVerdicts.Of(dag.Verdict);
        return row.IsErrorOf(dag) ? new(dag.Verdict.ToString(), Categories.Of(row.Error), row.Words(dag), row.Advice(dag), dag.Id, dag) : null;
    }

    public static DagFaultException TimedOut(string id, AgentDag? last, TimeSpan limit) => new(
        "WaitTimeout", Categories.Of("WaitTimeout"),
        last is null ? ErrorTexts.FormatTimedOutUnseen(id, Amounts.Of(limit)) : ErrorTexts.FormatTimedOut(Name(last), Amounts.Of(limit), last.State, DagWords.Step(last)),
        ErrorTexts.FormatWaitAgain(CommandArgument.Of(id)), id, last);

    /// <summary>The error when the module can no longer watch the DAG; the given fault contains the reason.</summary>
    public static DagFaultException Lost(string id, AgentDag? last, ObshellException why) => new(
        why.ErrorId, Categories.Of(ErrorTable.KindOf(why)),
        last is null ? ErrorTexts.FormatLostUnseen(id, ErrorRecords.Text(why)) : ErrorTexts.FormatLost(Name(last), ErrorRecords.Text(why), DagWords.Step(last), last.State),
        Listing.Sentences(
            ErrorTable.AdviceFor(new ErrorCase(why, id, IsOfRow: false)),
            why is ObshellApiException { HttpStatus: 400 or 404 } ? null : ErrorTexts.FormatThenWaitAgain(CommandArgument.Of(id))),
        id, last);

    public static string Name(AgentDag dag) => DagWords.Name(dag);
}
