using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Restores;
using Obshell.Recovery;
using ObshellPS.Completion;
using ObshellPS.Errors;
using ObshellPS.Operators;
using ObshellPS.Pipeline;
using ObshellPS.References;

namespace ObshellPS.Commands;

/// <summary>
/// Makes one change for each piped DAG. It reads the objects that the change affects, shows them, asks, sends the change once, and reads
/// the DAG again. If the change of one DAG fails, the cmdlet continues with the other DAGs.
/// </summary>
public abstract class DagOperatorCommand : ObChangeCmdlet
{
    private readonly DagOperation operation;

    private protected DagOperatorCommand(DagOperation operation) => this.operation = operation;

    /// <summary>The DAGs: ids, or objects from Wait-ObDag or Get-ObDag.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Dag", "InputObject")]
    [ArgumentCompleter(typeof(DagIdCompleter))]
    public object[] Id { get; set; } = [];

    /// <summary>Do not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The connection. Default: the connection that the DAG was read with, otherwise the current connection.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    private protected override bool IsForced => Force;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CountRecord();
        foreach (object? item in Id)
        {
            try
            {
                DagReference reference = DagReference.From(item);
                Operate(new ObshellClient(reference.ConnectionFor(Connection, ConnectionOrCurrent), Log), reference.Meant);
            }
            catch (ObshellException e)
            {
                WriteFault(e, item);
            }
        }
    }

    private void Operate(ObshellClient client, DagIdentity meant)
    {
        DagOutlook Look() => Run(stop => ReadAsync(client, meant, stop));
        if (Agreed(Look(), Look, outlook => Question(client, outlook)) is not { Dag: var dag })
        {
            return;
        }

        string wire = DagOperators.Of(operation);
        string name = DagFaults.Name(dag);
        string id = CommandArgument.Of(dag.Id);
        if (OperatorNotice.UndoesNothing(dag, operation))
        {
            WriteWarning(OperatorTexts.FormatUndoesNothing(name));
        }

        try
        {
            DagChange change = Send(
                client.Connection,
                new ChangeText<DagChange>("POST task/dag " + wire, name)
                {
                    UnderWay = DagTexts.FormatOperation(wire, name),
                    Where = DagTexts.FormatDagShows(id),
                    Found = _ => DagTexts.FormatOperationFound(name, wire),
                },
                stop => client.Dags.OperateAsync(dag, operation, stop));
            if (change.Dag is not null)
            {
                WriteObject(DagDetail.Of(change.Dag));
            }
            else
            {
                WriteWarning(DagTexts.FormatOperationUnread(wire, name, id));
                WriteFault(change.ReadFault!, dag);
            }
        }
        catch (ObshellException e)
        {
            WriteFault(e, dag);
        }
    }

    /// <returns>Null when the agent would refuse the change; the error has been written.</returns>
    private ChangeQuestion? Question(ObshellClient client, DagOutlook outlook)
    {
        if (OperatorRules.Refusal(outlook, operation) is { } refusal)
        {
            WriteError(ErrorRecords.From(refusal));
            return null;
        }

        return new ChangeQuestion(
            DagTexts.FormatOnConnection(DagFaults.Name(outlook.Dag), client.Connection.ToString()), OperatorNotice.For(outlook, operation), OperatorNotice.IsDestructive(outlook.Dag, operation), outlook.Essence)
        {
            IsHarmless = OperatorNotice.UndoesNothing(outlook.Dag, operation),
        };
    }

    private static async Task<DagOutlook> ReadAsync(ObshellClient client, DagIdentity meant, CancellationToken stop)
    {
        AgentDag dag = await client.Dags.GetAsync(meant.Id, detailed: true, stop).ConfigureAwait(false);
        meant.Check(dag);
        return new DagOutlook(dag, dag.IsRestore || dag.IsBackup ? await JobLook.ReadAsync(client, dag, stop).ConfigureAwait(false) : JobEvidence.NotAsked);
    }
}
