using System.Management.Automation;
using Obshell.Client;
using ObshellPS.Completion;
using ObshellPS.Connections;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>Closes a connection and deletes its passwords from memory. Tasks that run on the cluster continue.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "ObCluster")]
public sealed class DisconnectObClusterCommand : ObCmdlet
{
    /// <summary>The connection; default: the current one.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        RunspaceConnections known = RunspaceConnections.OfThisRunspace;
        ObConnection? connection = Connection ?? known.Current;
        if (connection is null)
        {
            WriteVerbose(PipelineTexts.NotConnected);
            return;
        }

        known.Remove(connection);
        connection.Dispose();
    }
}
