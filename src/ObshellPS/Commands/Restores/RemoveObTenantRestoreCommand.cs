using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Tenants;
using Obshell.Recovery;
using Obshell.Recovery.Cleanup;
using ObshellPS.Completion;
using ObshellPS.Drills;
using ObshellPS.Errors;
using ObshellPS.Operators;
using ObshellPS.Pipeline;
using ObshellPS.References;

namespace ObshellPS.Commands;

/// <summary>
/// Removes the objects that a failed restore has left: it rolls back the DAG if possible, drops the tenant, and removes the resource pools.
/// Right before the removal, the cmdlet reads the objects again. It removes only objects that are proven to come from that restore. It
/// never drops a tenant that may be usable.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "ObTenantRestore", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveObTenantRestoreCommand : ObChangeCmdlet
{
    /// <summary>The restores: restore objects, their DAGs, or tenant names. A name means the tenant's newest restore.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("RestoreTenantName", "Dag", "InputObject")]
    [ArgumentCompleter(typeof(DagTenantCompleter))]
    public object[] TenantName { get; set; } = [];

    /// <summary>The connection. Default: the connection that the DAG was read with, otherwise the current connection.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CountRecord();
        foreach (object? item in TenantName)
        {
            try
            {
                RestoreReference restore = RestoreReference.From(item);
                TenantNames.CheckForDrop(restore.Name, nameof(TenantName));
                Remove(new ObshellClient(restore.ConnectionFor(Connection, ConnectionOrCurrent), Log), restore);
            }
            catch (ObshellException e)
            {
                WriteFault(e, item);
            }
        }
    }

    private void Remove(ObshellClient client, RestoreReference restore)
    {
        string tenant = restore.Name;
        string name = CommandArgument.Of(tenant);
        Look Looked() => new(Run(stop => RestoreRemains.ReadAsync(client, tenant, restore.Dag?.Id, stop)));
        if (Agreed(Looked(), Looked, look => Question(client, restore, look.Remains))?.Remains is not { } remains)
        {
            return;
        }

        CleanupOutcome outcome = RunChange(
            TenantTexts.FormatRemovalOfRest(tenant), TenantTexts.FormatWhatIfShowsRest(name),
            stop => remains.RemoveAsync(client, new AuditObserver(this, client.Connection), stop));
        if (outcome.Fault is { } fault)
        {
            WriteFault(fault, tenant);
        }
        else if (outcome.Cleanup == DrillCleanup.LeftBehind)
        {
            Refuse("LeftBehind", outcome.Text, TenantTexts.FormatAdviceLeftBehind(name), tenant);
        }
        else
        {
            WriteVerbose(outcome.Text);
        }
    }

    /// <returns>Null when nothing can be removed, or the removal is refused; the warning or error has been written.</returns>
    private ChangeQuestion? Question(ObshellClient client, RestoreReference restore, RestoreRemains? remains)
    {
        string tenant = restore.Name;
        string name = CommandArgument.Of(tenant);
        if (remains is null)
        {
            Refuse("RestoreNotFound", TenantTexts.FormatRestoreUnknown(tenant, client.Connection.ToString()), TenantTexts.AdviceListRestores, tenant);
            return null;
        }

        DagDetail dag = remains.Dag;
        restore.Dag?.Check(dag);
        if (remains.IsRunning)
        {
            WriteError(ErrorRecords.From(RestoreAtWork.Refusal(tenant, dag, null)));
            return null;
        }

        if (!remains.IsNothing)
        {
            return new ChangeQuestion(
                TenantTexts.FormatRemainsOn(remains.Words, tenant, client.Connection.ToString()), TenantTexts.FormatRemoveRest(dag.Id, dag.Verdict.ToString()), IsDestructive: false, remains.Essence);
        }

        if (remains.MayBeGood)
        {
            Refuse(
                "RestoreNotFailed", TenantTexts.FormatRestoreNotFailed(tenant, dag.Id, dag.Verdict.ToString()),
                remains.Tenant is null ? TenantTexts.AdviceTenantGone : TenantTexts.FormatAdviceDropTenant(name), tenant);
        }
        else if (remains.Foreign is { } foreign)
        {
            Refuse("NotOfThisRestore", TenantTexts.FormatNotOfRestore(dag.Id, tenant, foreign), TenantTexts.FormatAdviceNotOfRestore(name), tenant);
        }
        else
        {
            WriteWarning(TenantTexts.FormatNothingLeft(tenant, dag.Id));
        }

        return null;
    }

    private void Refuse(string id, string why, string advice, string tenant) =>
        WriteError(ErrorRecords.From(new RestoreFaultException(id, why, advice, tenant)));

    /// <summary>The restore that was found; null when the cluster has no restore.</summary>
    private sealed record Look(RestoreRemains? Remains);
}
