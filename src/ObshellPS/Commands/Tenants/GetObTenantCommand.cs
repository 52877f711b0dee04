using System.Management.Automation;
using Obshell.Client;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Errors;
using ObshellPS.Pipeline;
using ObshellPS.References;

namespace ObshellPS.Commands;

/// <summary>The tenants of a cluster.</summary>
[Cmdlet(VerbsCommon.Get, "ObTenant")]
[OutputType(typeof(TenantDetail))]
public sealed class GetObTenantCommand : ObCmdlet
{
    /// <summary>The tenants: names (wildcards allowed) or tenant objects. A tenant object is read again. Default: all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("TenantName", "InputObject")]
    [ArgumentCompleter(typeof(EveryTenantNameCompleter))]
    [SupportsWildcards]
    [LeftOutMeans(nameof(LeftOutTexts.AllTenants))]
    public object[]? Name { get; set; }

    /// <summary>Also read pools, character set and time zone. This needs one more request for each tenant.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <summary>The connection. Default: the connection that the tenant was read with, otherwise the current connection.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (object? item in Name ?? ["*"])
        {
            try
            {
                TenantReference wanted = TenantReference.From(item, nameof(Name));
                Read(new ObshellClient(wanted.ConnectionFor(Connection, ConnectionOrCurrent), Log), wanted.Name);
            }
            catch (ObshellException e)
            {
                WriteFault(e, item);
            }
        }
    }

    private void Read(ObshellClient client, string name)
    {
        bool isPattern = WildcardPattern.ContainsWildcardCharacters(name);
        if (!isPattern && Detailed)
        {
            WriteObject(Run(stop => client.Tenants.GetAsync(name, stop)));
            return;
        }

        TenantDetail[] all = Run(client.Tenants.ListAsync);
        if (!isPattern)
        {
            WriteObject(Array.Find(all, t => t.TenantName == name)
                ?? throw new ObshellInputException(new InputFault("TenantNotFound", nameof(Name), Missing(all, name))));
            return;
        }

        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        foreach (TenantDetail tenant in all.Where(t => pattern.IsMatch(t.TenantName)))
        {
            if (!Detailed)
            {
                WriteObject(tenant);
                continue;
            }

            try
            {
                WriteObject(Run(stop => client.Tenants.GetAsync(tenant.TenantName, stop)));
            }
            catch (ObshellException e)
            {
                // The tenant may have been dropped after the list was read. Continue with the other tenants.
                WriteError(ErrorRecords.From(e, tenant.TenantName));
            }
        }
    }

    private static string Missing(TenantDetail[] all, string name) =>
        Array.Find(all, t => t.TenantName.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } other
            ? TenantTexts.FormatTenantUnknownCase(name, other.TenantName)
            : TenantTexts.FormatTenantUnknown(name);
}
