using System.Management.Automation;
using Obshell.Client;
using ObshellPS.Completion;
using ObshellPS.Pipeline;
using ObshellPS.References;

namespace ObshellPS.Commands;

/// <summary>The log lines of the sub-tasks of DAGs, in order.</summary>
[Cmdlet(VerbsCommon.Get, "ObDagLog")]
[OutputType(typeof(DagLogLine))]
public sealed class GetObDagLogCommand : ObCmdlet
{
    /// <summary>The DAGs: ids, or objects from Wait-ObDag, Get-ObDag or Get-ObTenantRestore.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Dag", "InputObject")]
    [ArgumentCompleter(typeof(DagIdCompleter))]
    public object[] Id { get; set; } = [];

    /// <summary>Only lines of these levels.</summary>
    [Parameter]
    public DagLogLevel[]? Level { get; set; }

    /// <summary>The connection. Default: the connection that the DAG was read with, otherwise the current connection.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (object? item in Id)
        {
            try
            {
                (ObConnection connection, DagIdentity dag, _) = WaitTarget.Resolve(
                    item, Connection, ConnectionOrCurrent, (restore, at) => Run(stop => restore.FindAsync(new ObshellClient(at, Log), stop)));
                var client = new ObshellClient(connection, Log);
                DagLogLine[] lines = Run(stop => ReadAsync(client, dag, stop));
                WriteObject(Level is null ? lines : lines.Where(l => Array.IndexOf(Level, l.Level) >= 0), enumerateCollection: true);
            }
            catch (ObshellException e)
            {
                WriteFault(e, item);
            }
        }
    }

    private static async Task<DagLogLine[]> ReadAsync(ObshellClient client, DagIdentity meant, CancellationToken stop)
    {
        // Read a piped DAG again: the object may be old or have no details.
        AgentDag dag = await client.Dags.GetAsync(meant.Id, detailed: true, stop).ConfigureAwait(false);
        meant.Check(dag);
        return await client.DagLogs.ReadAsync(dag, stop).ConfigureAwait(false);
    }
}
