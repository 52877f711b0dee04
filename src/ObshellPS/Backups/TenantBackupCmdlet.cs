using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Storage;
using Obshell.Recovery;
using Obshell.Recovery.Backups;
using Obshell.Recovery.Preflight.Facts;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Errors;
using ObshellPS.Objects;
using ObshellPS.Pipeline;
using ObshellPS.References;

namespace ObshellPS.Backups;

/// <summary>A cmdlet that reads the backups of tenants, several at the same time, and returns them in the order of the input.</summary>
public abstract class TenantBackupCmdlet : ObCmdlet
{
    private readonly Dictionary<ObConnection, (BackupReader Reader, TenantDetail[] Tenants)> readers = [];
    private OrderedWork<TenantBackup>? works;
    private StorageCredential? credential;
    private readonly Dictionary<ObConnection, ObshellException> unreadable = [];
    private readonly Dictionary<string, List<string>> causes = [];

    /// <summary>The tenants: names (wildcards allowed) or tenant objects. Default: all except <c>sys</c>.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Name", "InputObject")]
    [ArgumentCompleter(typeof(TenantNameCompleter))]
    [SupportsWildcards]
    [LeftOutMeans(nameof(LeftOutTexts.AllTenants))]
    public virtual object[]? TenantName { get; set; }

    /// <summary>The maximum number of tenants that are read at the same time.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>The connection. Default: the connection that the tenant was read with, otherwise the current connection.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    /// <summary>The value of the parameter for keys of object stores; null if there is no such parameter.</summary>
    private protected virtual object? Keys => null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        works = new OrderedWork<TenantBackup>(ThrottleLimit, Pump, StopToken, Write, (tenant, e) => Fail(e, tenant, tenant as string ?? ""));
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

        works!.Write();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        works!.WriteToEnd();
        foreach (List<string> others in causes.Values.Where(o => o.Count > 0))
        {
            WriteWarning(TenantBackupTexts.FormatNotReadEither(Listing.Of(others)));
        }
    }

    /// <summary>Turns a tenant's backup into the output of the cmdlet.</summary>
    private protected abstract void Write(TenantBackup backup);

    /// <summary>Called after an error for a tenant that could not be read.</summary>
    private protected virtual void Failed()
    {
    }

    /// <summary>
    /// Uses a piped backup and does not read it again, if the cmdlet accepts backups. Returns true when the item was a backup.
    /// </summary>
    private protected virtual bool TakeBackup(object? item) => false;

    private void Take(object? item)
    {
        string name = "";
        try
        {
            if (TakeBackup(item))
            {
                return;
            }

            if (PropertyBag.Unwrap(item) is TenantDetail { TenantName: "sys" })
            {
                // Get-ObTenant returns sys too, so the cmdlet skips a piped tenant sys. But if the user types the name sys, that is an
                // error.
                WriteVerbose(TenantBackupTexts.SysSkipped);
                return;
            }

            TenantReference wanted = TenantReference.From(item, nameof(TenantName));
            name = wanted.Name;
            ObConnection connection = wanted.ConnectionFor(Connection, ConnectionOrCurrent);
            if (unreadable.TryGetValue(connection, out ObshellException? known))
            {
                // This connection has already failed. Do not log in again, because several failed logins lock the account (trap 33).
                Fail(known, item, name);
                return;
            }

            if (!readers.TryGetValue(connection, out (BackupReader Reader, TenantDetail[] Tenants) of))
            {
                var client = new ObshellClient(connection, Log);
                TenantDetail[] tenants;
                try
                {
                    tenants = Run(client.Tenants.ListAsync);
                }
                catch (ObshellException e)
                {
                    unreadable.Add(connection, e);
                    throw;
                }

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
            Fail(e, item, name);
        }
    }

    /// <exception cref="ObshellInputException">No tenant has that name, or it is <c>sys</c>.</exception>
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

        return [Array.Find(all, t => t.TenantName == name) ?? throw BackupFaults.NotFound(name, all)];
    }

    /// <summary>Writes the first error of each cause. Later, one warning lists the other tenants that failed for the same cause.</summary>
    private void Fail(ObshellException fault, object? target, string name)
    {
        Failed();
        string cause = FaultCause.Of(fault);
        if (fault is not ObshellInputException && causes.TryGetValue(cause, out List<string>? others))
        {
            others.Add(name);
            return;
        }

        causes[cause] = [];
        WriteFault(fault, target);
    }
}
