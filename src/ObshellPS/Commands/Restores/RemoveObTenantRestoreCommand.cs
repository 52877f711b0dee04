using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Tenants;
using Obshell.Recovery;
using Obshell.Recovery.Cleanup;
using ObshellPS.Completion;
using ObshellPS.Drills;
using ObshellPS.Errors;
using ObshellPS.Pipeline;
using ObshellPS.References;

namespace ObshellPS.Commands;

/// <summary>
/// Takes away what a failed restore has left: undoes its DAG where that is possible, drops its tenant, removes its resource
/// pools. Only what is that restore's own by all that can be read just before; a tenant that may be good is never dropped.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "ObTenantRestore", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveObTenantRestoreCommand : ObChangeCmdlet
{
    /// <summary>Names of tenants, whose newest restore is meant, or restores or their DAGs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("RestoreTenantName", "Dag", "InputObject")]
    [ArgumentCompleter(typeof(DagTenantCompleter))]
    public object[] TenantName { get; set; } = [];

    /// <summary>The connection; default: the DAG's own, else the current one.</summary>
    [Parameter]
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
        Look Looked() => new(Run(stop => RestoreRemains.ReadAsync(client, tenant, restore.Dag?.Id, stop)));
        if (Agreed(Looked(), Looked, look => Question(client, restore, look.Remains))?.Remains is not { } remains)
        {
            return;
        }

        CleanupOutcome outcome = RunChange(
            $"the removal of what the restore of tenant '{tenant}' left", $"Remove-ObTenantRestore {CommandArgument.Of(tenant)} -WhatIf shows what is left.",
            stop => remains.RemoveAsync(client, new AuditObserver(this, client.Connection), stop));
        if (outcome.Fault is { } fault)
        {
            WriteFault(fault, tenant);
        }
        else if (outcome.Cleanup == DrillCleanup.LeftBehind)
        {
            Refuse("LeftBehind", outcome.Text, $"Get-ObTenant {CommandArgument.Of(tenant)} and Get-ObDag -TenantName {CommandArgument.Of(tenant)} show what is there. Then repeat the command.", tenant);
        }
        else
        {
            WriteVerbose(outcome.Text);
        }
    }

    /// <returns>Null where nothing may or can be removed, which is said.</returns>
    private ChangeQuestion? Question(ObshellClient client, RestoreReference restore, RestoreRemains? remains)
    {
        string tenant = restore.Name;
        if (remains is null)
        {
            Refuse("RestoreNotFound", $"No restore of a tenant '{tenant}' is known in {client.Connection}.", "Get-ObTenantRestore lists the restores. Names are compared with case.", tenant);
            return null;
        }

        DagDetail dag = remains.Dag;
        restore.Dag?.Check(dag);
        string which = $"The restore of tenant '{tenant}' (DAG {dag.Id})";
        if (remains.IsRunning)
        {
            Refuse(
                "RestoreAtWork", $"{which} is still at work{(dag.IsFinished ? ": OceanBase's job goes on" : "")}. Nothing was removed.",
                dag.IsFinished
                    ? $"Wait-ObDag {CommandArgument.Of(dag.Id)} says how to go on with it. Undo-ObDag {CommandArgument.Of(dag.Id)} ends it and removes what it made."
                    : $"Wait-ObDag {CommandArgument.Of(dag.Id)} waits for its end. Stop-ObTenantRestore {CommandArgument.Of(tenant)} stops it and removes what it made.",
                tenant);
            return null;
        }

        if (!remains.IsNothing)
        {
            return new ChangeQuestion($"{remains.Words} of tenant '{tenant}' on {client.Connection}", $"Remove what the restore left (DAG {dag.Id}, {dag.Verdict})", IsDestructive: false, remains.Essence);
        }

        if (remains.MayBeGood)
        {
            Refuse(
                "RestoreNotFailed", $"{which} has not failed: {dag.Verdict}. Nothing was removed.",
                remains.Tenant is null ? "There is no such tenant any more." : $"If the tenant is not wanted, drop it with Remove-ObTenant {CommandArgument.Of(tenant)}.", tenant);
        }
        else if (remains.Foreign is { } foreign)
        {
            Refuse("NotOfThisRestore", $"Tenant '{tenant}' is not shown to be made by DAG {dag.Id}: {foreign} Nothing was removed.", $"Get-ObTenant {CommandArgument.Of(tenant)} shows it. If it is not wanted, its owner drops it with Remove-ObTenant {CommandArgument.Of(tenant)}.", tenant);
        }
        else
        {
            WriteWarning($"{which} has left nothing: nothing was removed.");
        }

        return null;
    }

    private void Refuse(string id, string why, string advice, string tenant) =>
        WriteError(ErrorRecords.From(new RestoreFaultException(id, why, advice, tenant)));

    /// <summary>What was found; none is an answer too.</summary>
    private sealed record Look(RestoreRemains? Remains);
}
