using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Errors;
using Obshell.Client.Restores;
using Obshell.Client.Tenants;
using Obshell.Recovery;
using ObshellPS.Completion;
using ObshellPS.Errors;
using ObshellPS.Operators;
using ObshellPS.Pipeline;
using ObshellPS.References;

namespace ObshellPS.Commands;

/// <summary>Drops tenants, or moves them to the recycle bin.</summary>
[Cmdlet(VerbsCommon.Remove, "ObTenant", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(DagDetail))]
public sealed class RemoveObTenantCommand : ObChangeCmdlet
{
    /// <summary>
    /// The tenants: names or tenant objects. Wildcards are not allowed: the user must write the full name of each tenant that is dropped.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("TenantName", "InputObject")]
    [ArgumentCompleter(typeof(TenantNameCompleter))]
    public object[] Name { get; set; } = [];

    /// <summary>Move the tenant to the recycle bin. Without this switch it is dropped permanently.</summary>
    [Parameter]
    [Alias("need_recycle")]
    public SwitchParameter Recycle { get; set; }

    /// <summary>The connection. Default: the connection that the tenant was read with, otherwise the current connection.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CountRecord();
        foreach (object? item in Name)
        {
            try
            {
                TenantReference tenant = TenantReference.From(item, nameof(Name));
                NoWildcards.Check(item, "TenantNameNotDroppable", nameof(Name), static pattern => "Get-ObTenant " + pattern);
                TenantNames.CheckForDrop(tenant.Name, nameof(Name));
                Remove(new ObshellClient(tenant.ConnectionFor(Connection, ConnectionOrCurrent), Log), tenant.Name);
            }
            catch (ObshellException e)
            {
                WriteFault(e, item);
            }
        }
    }

    private void Remove(ObshellClient client, string name)
    {
        // Read the tenant first, because the question shows what would be lost. This also checks the upper and lower case of the name: a
        // database that ignores the case could drop another tenant.
        Look Looked() => Run(stop => ReadAsync(client, name, stop));
        if (Agreed(Looked(), Looked, look => Question(client, name, look)) is null)
        {
            return;
        }

        string argument = CommandArgument.Of(name);
        TenantRemoval removal = Send(
            client.Connection,
            new ChangeText<TenantRemoval>("DELETE tenant", name)
            {
                UnderWay = TenantTexts.FormatRemovalOfTenant(name),
                Where = TenantTexts.FormatTenantAndDagShow(argument),
                Found = r => TenantTexts.FormatRemovalFound(name, r.Dag!.Id),
            },
            stop => client.Tenants.RemoveAsync(name, Recycle, stop));
        if (removal.Dag is null)
        {
            WriteWarning(TenantTexts.FormatTenantNotThere(name, client.Connection.ToString()));
        }
        else
        {
            WriteObject(DagDetail.Of(removal.Dag));
        }
    }

    /// <returns>Null when the tenant does not exist, or when the agent would refuse; the warning or error has been written.</returns>
    private ChangeQuestion? Question(ObshellClient client, string name, Look look)
    {
        if (Array.Find(look.Tenants, t => t.TenantName == name) is not { } tenant)
        {
            if (Array.Find(look.Tenants, t => t.TenantName.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } other)
            {
                throw new ObshellInputException(new InputFault("TenantNotFound", nameof(Name), TenantTexts.FormatTenantUnknownCase(name, other.TenantName)));
            }

            if (look.RunningRestore is { } coming)
            {
                // The restore has not created the tenant yet.
                WriteError(ErrorRecords.From(RestoreAtWork.Refusal(name, coming, null)));
                return null;
            }

            WriteWarning(TenantTexts.FormatTenantNotThere(name, client.Connection.ToString()));
            return null;
        }

        if (look.Running is { } dag)
        {
            WriteError(ErrorRecords.From(new RestoreFaultException(
                ErrorCodes.TenantUnderMaintenance, TenantTexts.FormatTenantTaken(DagFaults.Name(dag), dag.State, name),
                dag.IsRestore ? TenantTexts.FormatAdviceStopRestore(CommandArgument.Of(name), CommandArgument.Of(dag.Id)) : TenantTexts.FormatAdviceWaitForDag(CommandArgument.Of(dag.Id)), name, dag)));
            return null;
        }

        if (look.Evidence.Job is { IsRunning: true } job)
        {
            // The agent has stopped watching, but OceanBase is still restoring (PROTOCOL 4.8). The agent would drop the tenant.
            WriteError(ErrorRecords.From(RestoreAtWork.Refusal(name, Array.Find(look.Dags, d => d.IsRestore), job)));
            return null;
        }

        bool isIncomplete = tenant.Status.Equals("RESTORE", StringComparison.OrdinalIgnoreCase);
        if (isIncomplete && look.Evidence.Knowledge == JobKnowledge.Unreachable)
        {
            WriteWarning(TenantTexts.FormatRestoreJobUnread(name));
        }

        return new ChangeQuestion(
            TenantTexts.FormatTenantOn(name, tenant.TenantId, tenant.Mode, tenant.Status, client.Connection.ToString()),
            isIncomplete ? Recycle ? TenantTexts.RecycleIncomplete : TenantTexts.DropIncomplete : Recycle ? TenantTexts.Recycle : TenantTexts.Drop,
            IsDestructive: false, $"{tenant.TenantId} {tenant.Status}");
    }

    private static async Task<Look> ReadAsync(ObshellClient client, string name, CancellationToken stop)
    {
        TenantDetail[] tenants = await client.Tenants.ListAsync(stop).ConfigureAwait(false);
        AgentDag[] dags = [];
        try
        {
            dags = await client.Dags.OfTenantAsync(name, unfinished: true, stop).ConfigureAwait(false);
        }
        catch (ObshellApiException e) when (!e.IsAuthentication)
        {
            // If the DAGs cannot be read, continue: the agent makes the same check itself.
        }

        return new Look(
            tenants, dags, Array.Exists(tenants, t => t.TenantName == name) ? await JobLook.ReadAsync(client, name, stop).ConfigureAwait(false) : JobEvidence.NotAsked);
    }

    /// <summary>The tenants of the cluster, the unfinished DAGs of this tenant (this includes FAILED ones), and its restore job.</summary>
    private sealed record Look(TenantDetail[] Tenants, AgentDag[] Dags, JobEvidence Evidence)
    {
        /// <summary>The DAG that works on this tenant: in state READY or RUNNING it has the lock of the tenant (PROTOCOL 4.8).</summary>
        public AgentDag? Running => Array.Find(Dags, d => !d.IsFinished);

        /// <summary>The restore that is going to create this tenant.</summary>
        public AgentDag? RunningRestore => Running is { IsRestore: true, Operator: not DagOperators.Rollback } restore ? restore : null;
    }
}
