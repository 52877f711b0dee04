using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Backups;
using ObshellPS.Completion;
using ObshellPS.Errors;
using ObshellPS.Objects;
using ObshellPS.Pipeline;
using ObshellPS.References;

namespace ObshellPS.Backups;

/// <summary>A cmdlet that changes the backup of tenants, one at a time (B18): read how it is, say what would happen, ask, send once.</summary>
public abstract class BackupChangeCmdlet : ObChangeCmdlet
{
    /// <summary>Names of tenants, tenants, or their backups. No wildcards: what is changed must have been spelt out.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Name", "InputObject")]
    [ArgumentCompleter(typeof(TenantNameCompleter))]
    public object[] TenantName { get; set; } = [];

    /// <summary>Do not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The connection; default: the tenant's own, else the current one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    private protected override bool IsForced => Force;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CountRecord();
        foreach (object? item in TenantName)
        {
            try
            {
                // A backup that was piped knows its cluster by name and id only.
                TenantReference tenant = TenantReference.From(PropertyBag.Unwrap(item) is TenantBackup backup
                    ? new Dictionary<string, object?> { ["TenantName"] = backup.TenantName, ["ClusterName"] = backup.ClusterName, ["ClusterId"] = backup.ClusterId }
                    : item);
                if (tenant.Name == "sys")
                {
                    throw BackupFaults.Sys();
                }

                var client = new ObshellClient(tenant.ConnectionFor(Connection, ConnectionOrCurrent), Log);
                client.BackupChanges.Check(tenant.Name);
                Change(client, tenant.Name);
            }
            catch (ObshellException e)
            {
                WriteFault(e, item);
            }
        }
    }

    private protected abstract void Change(ObshellClient client, string tenant);

    private protected BackupLook Look(ObshellClient client, string tenant, bool forDag) => Run(stop => BackupLook.ReadAsync(client, tenant, forDag, stop));

    /// <summary>What stands in the way of any DAG on the tenant; it has been said.</summary>
    private protected bool IsRefused(BackupLook look)
    {
        string tenant = look.Backup.TenantName;
        if (look.Backup.TenantStatus != "NORMAL")
        {
            Refuse("TenantNotNormal", $"Tenant '{tenant}' is {look.Backup.TenantStatus}. Only a NORMAL tenant is backed up.", $"Get-ObTenant {CommandArgument.Of(tenant)} shows it.", tenant);
            return true;
        }

        if (look.DeadAgents.Count > 0 && !Force)
        {
            Refuse(
                "AgentDown", $"{string.Join(" and ", look.DeadAgents)} does not answer. The DAG has a step on each agent and would wait for it without a limit (B3). Nothing was sent.",
                "Start obshell there, or give -Force to let the DAG wait.", tenant);
            return true;
        }

        return false;
    }

    /// <summary>Writes the backup as it is after a change that the agent accepted.</summary>
    private protected void ShowChanged(ObshellClient client, string tenant)
    {
        try
        {
            WriteObject(Look(client, tenant, forDag: false).Backup);
        }
        catch (ObshellException e)
        {
            WriteUnread(e, tenant, $"Get-ObTenantBackup {CommandArgument.Of(tenant)} shows it.");
        }
    }

    /// <summary>The change was accepted, and only reading what came of it failed.</summary>
    private protected void WriteUnread(ObshellException fault, string tenant, string where)
    {
        WriteWarning($"The agent accepted the change of tenant '{tenant}', but what came of it could not be read afterwards. {where}");
        WriteFault(fault, tenant);
    }

    private protected void Refuse(string id, string why, string advice, string tenant) => WriteError(ErrorRecords.From(new RestoreFaultException(id, why, advice, tenant)));
}
