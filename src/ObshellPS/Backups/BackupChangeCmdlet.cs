using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Backups;
using ObshellPS.Completion;
using ObshellPS.Errors;
using ObshellPS.Pipeline;
using ObshellPS.References;

namespace ObshellPS.Backups;

/// <summary>
/// A cmdlet that changes the backup of tenants, one tenant at a time (B18). It reads the state, says what would happen, asks, and sends the
/// change once.
/// </summary>
public abstract class BackupChangeCmdlet : ObChangeCmdlet
{
    /// <summary>
    /// The tenants: names, tenant objects or backup objects. Wildcards are not allowed: the user must write the full name of each tenant
    /// that is changed.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Name", "InputObject")]
    [ArgumentCompleter(typeof(TenantNameCompleter))]
    public object[] TenantName { get; set; } = [];

    /// <summary>Do not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The connection. Default: the connection that the tenant was read with, otherwise the current connection.</summary>
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
                TenantReference tenant = TenantReference.From(item, nameof(TenantName));
                NoWildcards.Check(item, "InvalidTenantName", nameof(TenantName), static pattern => "Get-ObTenantBackup " + pattern);
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

    /// <summary>True when the state of the tenant or of an agent does not allow the change; the error has been written.</summary>
    /// <param name="look">The state.</param>
    /// <param name="makesDag">Whether the change makes a DAG, which would wait for an agent that does not answer.</param>
    private protected bool IsRefused(BackupLook look, bool makesDag)
    {
        string tenant = look.Backup.TenantName;
        if (look.Backup.TenantStatus != "NORMAL")
        {
            Refuse("TenantNotNormal", TenantBackupTexts.FormatTenantNotNormal(tenant, look.Backup.TenantStatus), TenantBackupTexts.FormatAdviceTenant(CommandArgument.Of(tenant)), tenant);
            return true;
        }

        if (makesDag && look.DeadAgents.Count > 0 && !Force)
        {
            Refuse(
                "AgentDown", look.DeadAgents.Count == 1 ? TenantBackupTexts.FormatAgentDown(look.DeadAgents[0]) : TenantBackupTexts.FormatAgentsDown(Listing.And(look.DeadAgents)),
                TenantBackupTexts.AdviceAgentDown, tenant);
            return true;
        }

        return false;
    }

    /// <summary>Writes the state of the backup after a change that the agent accepted.</summary>
    private protected void ShowChanged(ObshellClient client, string tenant)
    {
        try
        {
            WriteObject(Look(client, tenant, forDag: false).Backup);
        }
        catch (ObshellException e)
        {
            WriteUnread(e, tenant, TenantBackupTexts.FormatWhereBackup(CommandArgument.Of(tenant)));
        }
    }

    /// <summary>Reports that the agent accepted the change, but that the result could not be read.</summary>
    private protected void WriteUnread(ObshellException fault, string tenant, string where)
    {
        WriteWarning(Listing.Sentences(TenantBackupTexts.FormatAcceptedUnread(tenant), where));
        WriteFault(fault, tenant);
    }

    private protected void RefuseWithoutDestination(string tenant, (string Seen, string Advice) missing) =>
        Refuse("NoDestination", Listing.Sentences(TenantBackupTexts.FormatNoDestination(tenant), missing.Seen), missing.Advice, tenant);

    private protected void Refuse(string id, string why, string advice, string tenant) => WriteError(ErrorRecords.From(new RestoreFaultException(id, why, advice, tenant)));
}
