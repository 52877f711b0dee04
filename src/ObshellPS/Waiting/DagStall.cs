using Obshell.Client;
using Obshell.Client.Display;
using ObshellPS.Errors;

namespace ObshellPS.Waiting;

/// <summary>Makes the warning that an agent does not start the next step of a DAG (B3).</summary>
internal static class DagStall
{
    public static string Words(AgentDag dag, AgentAddress agent) => WaitTexts.FormatStalled(DagFaults.Name(dag), agent.ToString(), CommandArgument.Of(dag.Id));
}
