using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Errors;
using ObshellPS.Pipeline;
using ObshellPS.References;

namespace ObshellPS.Commands;

/// <summary>Reads the state of restores: the latest restore of a tenant, or all known restores.</summary>
[Cmdlet(VerbsCommon.Get, "ObTenantRestore", DefaultParameterSetName = ListSet)]
[OutputType(typeof(TenantRestore))]
public sealed class GetObTenantRestoreCommand : ObCmdlet
{
    private const string ListSet = "List";
    private const string TenantSet = "Tenant";

    /// <summary>The tenants: their names, or the DAGs of their restores.</summary>
    [Parameter(ParameterSetName = TenantSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("RestoreTenantName", "Dag", "InputObject")]
    [ArgumentCompleter(typeof(DagTenantCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.RestoresOfAllTenants))]
    public object[] TenantName { get; set; } = [];

    /// <summary>
    /// Only jobs with these statuses: SUCCESS, FAIL, RUNNING (any running job), or another status of OceanBase. SUCCEEDED and FAILED are
    /// accepted too.
    /// </summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(RestoreStatusCompleter))]
    [ValidatePattern("^[A-Za-z_ ]+$")]
    public string[]? Status { get; set; }

    /// <summary>Only jobs that began at this time or later.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [MomentTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public DateTimeOffset? After { get; set; }

    /// <summary>Only jobs that began at this time or earlier.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [MomentTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public DateTimeOffset? Before { get; set; }

    /// <summary>The connection. Default: the connection that the DAG was read with, otherwise the current connection.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ListSet)
        {
            try
            {
                string[] statuses = CheckFilters();
                var client = new ObshellClient(ConnectionOrCurrent(Connection), Log);
                WriteObject(Run(stop => ListAsync(client, statuses, stop)), enumerateCollection: true);
            }
            catch (ObshellException e)
            {
                WriteFault(e, null);
            }

            return;
        }

        foreach (object? item in TenantName)
        {
            try
            {
                RestoreReference tenant = RestoreReference.From(item);
                ReadOne(new ObshellClient(tenant.ConnectionFor(Connection, ConnectionOrCurrent), Log), tenant.Name);
            }
            catch (ObshellException e)
            {
                WriteFault(e, item);
            }
        }
    }

    private void ReadOne(ObshellClient client, string tenant)
    {
        if (Run(stop => client.Restores.ReadRestoreAsync(tenant, stop)) is { } restore)
        {
            WriteObject(restore);
        }
        else
        {
            WriteError(ErrorRecords.From(new RestoreFaultException(
                "NoRestore", TenantTexts.FormatRestoreUnknown(tenant, client.Connection.ToString()), TenantTexts.AdviceListRestores, tenant)));
        }
    }

    /// <returns>The statuses to look for, in OceanBase's words.</returns>
    private string[] CheckFilters()
    {
        if (After > Before)
        {
            throw new ObshellInputException(new InputFault(
                "ConflictingValue", nameof(After), TenantTexts.FormatAfterIsLater(RestorePoint.FromInstant(After.Value).Utc, RestorePoint.FromInstant(Before.Value).Utc)));
        }

        string[] statuses = RestoreStatusInput.Read(Status);
        foreach (string unknown in statuses.Except(RestoreStatusInput.Known))
        {
            WriteWarning(TenantTexts.FormatStatusUnknown(TextFault.Quote(unknown), Listing.Of(RestoreStatusInput.Known)));
        }

        return statuses;
    }

    private async Task<IEnumerable<TenantRestore>> ListAsync(ObshellClient client, string[] states, CancellationToken stop)
    {
        // Do not send RUNNING: it is not a state of OceanBase. A running job has one of many states, and new versions add states.
        bool asked = Array.IndexOf(states, RestoreStatusInput.AnyRunning) >= 0;
        RestoreOverview[] jobs = await client.Restores.ReadJobsAsync(After, Before, asked ? [] : states, stop).ConfigureAwait(false);
        AgentDag[] dags = [.. (await client.Dags.ListAsync(DagScope.Cluster, unfinished: true, detailed: false, stop).ConfigureAwait(false))
            .Where(d => d.IsRestore).OrderByDescending(d => d.DagId)];

        IEnumerable<TenantRestore> ofJobs = jobs
            .Where(j => !asked || j.IsRunning || Array.IndexOf(states, j.Status.ToUpperInvariant()) >= 0)
            .Select(j => new TenantRestore(j.RestoreTenantName, j.IsRunning ? dags.FirstOrDefault(d => d.TenantName == j.RestoreTenantName) : null, j, client.Connection));

        // A restore that has no job yet is also running.
        bool withJobless = (states.Length == 0 || asked) && After is null && Before is null;
        return !withJobless ? ofJobs : dags
            .Where(d => !d.IsFinished && d.Operator != DagOperators.Rollback && d.Stage <= RestoreDag.StartStage && !jobs.Any(j => j.IsRunning && j.RestoreTenantName == d.TenantName))
            .Select(d => new TenantRestore(d.TenantName, d, null))
            .Concat(ofJobs);
    }
}
