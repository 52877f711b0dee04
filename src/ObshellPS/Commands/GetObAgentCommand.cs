using System.Management.Automation;
using Obshell.Client;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>The agents of a connection, each asked by itself.</summary>
[Cmdlet(VerbsCommon.Get, "ObAgent")]
[OutputType(typeof(AgentState))]
public sealed class GetObAgentCommand : ObCmdlet
{
    /// <summary>The connection; default: the current one.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var client = new ObshellClient(ConnectionOrCurrent(Connection), Log);
            WriteObject(Run(client.GetAgentsAsync), enumerateCollection: true);
        }
        catch (ObshellException e)
        {
            WriteFault(e, Connection);
        }
    }
}
