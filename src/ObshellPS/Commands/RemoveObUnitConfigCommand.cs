using System.Globalization;
using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Shown;
using Obshell.Client.Wire;
using ObshellPS.Completion;
using ObshellPS.Operators;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>
/// Removes unit configs. It is read first: the agent answers a removal with success also when there is none of that name,
/// and a typing error would look like work done.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "ObUnitConfig", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveObUnitConfigCommand : ObCmdlet
{
    private Consent? consent;

    /// <summary>Names of the unit configs, or the objects of Get-ObUnitConfig.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(UnitConfigNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The connection; default: the current one.</summary>
    [Parameter]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        consent = new Consent(this, force: false);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in Name)
        {
            Remove(name);
        }
    }

    private void Remove(string name)
    {
        ObConnection? asked = null;
        try
        {
            ObConnection connection = ConnectionOrCurrent(Connection);
            var client = new ObshellClient(connection, Log);
            UnitConfig unit = Run(stop => client.GetUnitConfigAsync(name, stop));
            if (!consent!.IsGiven(
                $"unit config '{unit.Name}' on {connection}",
                $"Remove ({Size(unit)})", isDestructive: false))
            {
                return;
            }

            asked = connection;
            Answer answer = RunChange(
                $"the removal of unit config '{name}'", $"Get-ObUnitConfig {CommandArgument.Of(name)} shows it.", stop => client.Units.RemoveAsync(name, stop));
            WriteAudit(connection, name, answer.Agent, answer.TraceId, "removed");
        }
        catch (ObshellException e)
        {
            if (asked is not null && e is ObshellApiException refusal)
            {
                WriteAudit(asked, name, e.Agent, refusal.TraceId, e.ErrorId);
            }

            WriteFault(e, name);
        }
    }

    private static string Size(UnitConfig unit) =>
        (unit.MaxCpu is { } cores ? cores.ToString(CultureInfo.InvariantCulture) + (cores == 1 ? " core" : " cores") : "cores not told")
        + ", " + (unit.MemorySize is { } bytes ? Amounts.OfBytes(bytes) + " of memory" : "memory not told");

    private void WriteAudit(ObConnection connection, string name, string agent, string traceId, string outcome) => WriteInformation(
        new AuditRecord("DELETE unit/config", name, connection.ClusterName, agent, traceId, outcome), [AuditRecord.Tag]);
}
