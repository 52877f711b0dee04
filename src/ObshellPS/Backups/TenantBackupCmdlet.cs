using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Storage;
using Obshell.Recovery;
using Obshell.Recovery.Backups;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Errors;
using ObshellPS.Objects;
using ObshellPS.Pipeline;
using ObshellPS.References;

namespace ObshellPS.Backups;

/// <summary>A cmdlet that reads the backups of tenants, several at once, and gives them in order.</summary>
public abstract class TenantBackupCmdlet : ObCmdlet
{
    private readonly Dictionary<ObConnection, (BackupReader Reader, TenantDetail[] Tenants)> readers = [];
    private OrderedWork<TenantBackup>? works;
    private StorageCredential? credential;
    private bool isBad;

    /// <summary>Names of tenants, wildcards allowed, or tenants. Default: all but <c>sys</c>.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Name", "InputObject")]
    [ArgumentCompleter(typeof(TenantNameCompleter))]
    [SupportsWildcards]
    [LeftOutMeans(LeftOut.AllTenants)]
    public virtual object[]? TenantName { get; set; }

    /// <summary>How many tenants may be read at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>The connection; default: the tenant's own, else the current one.</summary>
    [Parameter]
    public ObConnection? Connection { get; set; }

    /// <summary>Keys of object stores; null for none.</summary>
    private protected virtual object? Keys => null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        works = new OrderedWork<TenantBackup>(ThrottleLimit, Pump, StopToken);
        try
        {
            credential = StorageKeys.Read(Keys, "StorageCredential");
        }
        catch (ObshellInputException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, null));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (object? item in TenantName ?? (MyInvocation.ExpectingInput ? [] : new object[] { "*" }))
        {
            Take(item);
        }

        works!.Write(Finish);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => works!.WriteToEnd(Finish);

    /// <summary>What the cmdlet makes of a tenant's backup.</summary>
    private protected abstract void Write(TenantBackup backup);

    /// <summary>A tenant could not be read; the error has been written.</summary>
    private protected virtual void Failed()
    {
    }

    /// <summary>A backup that was piped, when the cmdlet takes them; it is not read again.</summary>
    private protected virtual bool TakeBackup(object? item) => false;

    private void Take(object? item)
    {
        if (isBad)
        {
            return;
        }

        try
        {
            if (TakeBackup(item))
            {
                return;
            }

            if (PropertyBag.Unwrap(item) is TenantDetail { TenantName: "sys" })
            {
                // One of all those that Get-ObTenant gives; whoever types the name is told.
                WriteVerbose("'sys' is the cluster itself and has no backup: it is left out.");
                return;
            }

            TenantReference wanted = TenantReference.From(item);
            ObConnection connection = wanted.ConnectionFor(Connection, ConnectionOrCurrent);
            if (!readers.TryGetValue(connection, out (BackupReader Reader, TenantDetail[] Tenants) of))
            {
                var client = new ObshellClient(connection, Log);
                TenantDetail[] tenants = Run(client.Tenants.ListAsync);
                of = (new BackupReader(client, credential, StopToken), tenants);
                readers.Add(connection, of);
            }

            TenantDetail[] found = Find(of.Tenants, wanted.Name);
            foreach (TenantDetail tenant in found)
            {
                works!.Add(tenant.TenantName, stop => of.Reader.ReadAsync(tenant, stop));
            }
        }
        catch (ObshellException e)
        {
            // Without the list of tenants nothing is known; each further try may count against the account (trap 33).
            isBad = e is ObshellApiException { IsAuthentication: true };
            Failed();
            WriteFault(e, item);
        }
    }

    /// <exception cref="ObshellInputException">There is none of that name, or it is <c>sys</c>.</exception>
    private static TenantDetail[] Find(TenantDetail[] all, string name)
    {
        if (WildcardPattern.ContainsWildcardCharacters(name))
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            return Array.FindAll(all, t => t.TenantName != "sys" && pattern.IsMatch(t.TenantName));
        }

        if (name == "sys")
        {
            throw BackupFaults.Sys();
        }

        return [Array.Find(all, t => t.TenantName == name) ?? throw BackupFaults.NotFound(name)];
    }

    private void Finish(object? tenant, Task<TenantBackup> work)
    {
        try
        {
            Write(work.GetAwaiter().GetResult());
        }
        catch (ObshellException e)
        {
            Failed();
            WriteFault(e, tenant);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
