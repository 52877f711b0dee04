using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Tenants;
using Obshell.Recovery;
using ObshellPS.Completion;
using ObshellPS.Pipeline;
using ObshellPS.References;

namespace ObshellPS.Commands;

/// <summary>Drops tenants, or moves them to the recycle bin.</summary>
[Cmdlet(VerbsCommon.Remove, "ObTenant", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(DagDetail))]
public sealed class RemoveObTenantCommand : ObChangeCmdlet
{
    /// <summary>Names of tenants, or tenants. No wildcards: what is dropped must have been spelt out.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("TenantName", "InputObject")]
    [ArgumentCompleter(typeof(TenantNameCompleter))]
    public object[] Name { get; set; } = [];

    /// <summary>Into the recycle bin instead of for ever.</summary>
    [Parameter]
    [Alias("need_recycle")]
    public SwitchParameter Recycle { get; set; }

    /// <summary>The connection; default: the tenant's own, else the current one.</summary>
    [Parameter]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CountRecord();
        foreach (object? item in Name)
        {
            try
            {
                TenantReference tenant = TenantReference.From(item);
                TenantNames.CheckForDrop(tenant.Name, nameof(Name));
                Remove(new ObshellClient(tenant.ConnectionFor(Connection, ConnectionOrCurrent), Log), tenant.Name);
            }
            catch (ObshellException e)
            {
                WriteFault(e, item);
            }
        }
    }

    /// <returns>Null when there is nothing to remove, which is said.</returns>
    private ChangeQuestion? Question(ObshellClient client, string name, TenantDetail[] all)
    {
        if (Array.Find(all, t => t.TenantName == name) is not { } tenant)
        {
            if (Array.Find(all, t => t.TenantName.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } other)
            {
                throw new ObshellInputException(new InputFault(
                    "TenantNotFound", nameof(Name), $"There is no tenant '{name}', but one called '{other.TenantName}'. Spell it as it is."));
            }

            WriteWarning($"There is no tenant '{name}' in {client.Connection}: nothing was removed.");
            return null;
        }

        string what = (Recycle ? "Move to the recycle bin" : "Drop for ever, with all its data")
            + (tenant.Status.Equals("RESTORE", StringComparison.OrdinalIgnoreCase)
                ? $". IT IS BEING RESTORED, or a restore has left it half-made: while its restore is at work the agent refuses, and Stop-ObTenantRestore {CommandArgument.Of(name)} undoes it"
                : "");
        return new ChangeQuestion(
            $"tenant '{name}' (id {tenant.TenantId}, {tenant.Mode}, {tenant.Status}) on {client.Connection}", what, IsDestructive: false, $"{tenant.TenantId} {tenant.Status}");
    }

    private void Remove(ObshellClient client, string name)
    {
        // Read first: the question shows what would be lost, and a name in another spelling must not reach a statement
        // whose names the database may compare without case.
        TenantDetail[] Look() => Run(client.Tenants.ListAsync);
        if (Agreed(Look(), Look, all => Question(client, name, all)) is null)
        {
            return;
        }

        TenantRemoval removal = Send(
            client.Connection,
            new ChangeText<TenantRemoval>("DELETE tenant", name)
            {
                UnderWay = $"the removal of tenant '{name}'",
                Where = $"Get-ObTenant {CommandArgument.Of(name)} and Get-ObDag -TenantName {CommandArgument.Of(name)} show it.",
                Found = r => $"The removal of tenant '{name}' has been started all the same: it is DAG {r.Dag!.Id}, found by looking for it.",
            },
            stop => client.Tenants.RemoveAsync(name, Recycle, stop));
        if (removal.Dag is null)
        {
            WriteWarning($"There is no tenant '{name}' in {client.Connection}: nothing was removed.");
        }
        else
        {
            WriteObject(DagDetail.Of(removal.Dag));
        }
    }
}
