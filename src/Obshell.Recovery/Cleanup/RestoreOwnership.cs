using Obshell.Client;
using Obshell.Client.Errors;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Cleanup;

/// <summary>
/// What the DAG of a restore created, and which of these objects still exist on the cluster. A tenant belongs to the restore only when all
/// these conditions are true: (1) The DAG restored into this tenant name, and no tenant had the name before. (2) No later task changed the
/// tenant. (3) The tenant uses only resource pools of this DAG. If the pools are not known, OceanBase's job must show that the DAG restored
/// this tenant.
/// </summary>
internal sealed class RestoreOwnership
{
    private const string AlreadyExists = "already exists";

    private RestoreOwnership(AgentDag dag) => Dag = dag;

    /// <summary>The DAG of the restore, with details.</summary>
    public AgentDag Dag { get; }

    /// <summary>The tenant that has the name now; null when no tenant has it.</summary>
    public TenantDetail? Tenant { get; private set; }

    /// <summary>The OceanBase job of this DAG; null when no job is known.</summary>
    public RestoreOverview? Job { get; private set; }

    /// <summary>
    /// Why the module must not change anything; null when everything that exists belongs to the restore, or when nothing exists.
    /// </summary>
    public string? Foreign { get; private set; }

    /// <summary>
    /// False when the DAG id belongs to another task of this cluster. In this case the cluster has no information about the restore.
    /// </summary>
    public bool IsOfThatTenant { get; private set; } = true;

    /// <summary>Resource pools that the DAG created. Some of them may not exist any more.</summary>
    public IReadOnlyCollection<string> PoolsMade { get; private set; } = [];

    /// <exception cref="ObshellException">Something could not be read, so no information is available.</exception>
    public static async Task<RestoreOwnership> ReadAsync(ObshellClient client, string tenant, string dagId, CancellationToken cancellation)
    {
        AgentDag dag = await client.Dags.GetAsync(dagId, detailed: true, cancellation).ConfigureAwait(false);
        var found = new RestoreOwnership(dag);
        if (dag.Name != RestoreDag.NameFor(tenant) || dag.TenantName != tenant)
        {
            found.IsOfThatTenant = false;
            found.Foreign = CleanupTexts.FormatNotARestore(dag.Id, TextFault.Quote(dag.Name));
            return found;
        }

        found.PoolsMade = JobMatch.PoolsMade(dag);
        AgentDag[] ofTenant = await client.Dags.OfTenantAsync(tenant, unfinished: false, cancellation).ConfigureAwait(false);
        found.Tenant = await TenantAsync(client, tenant, cancellation).ConfigureAwait(false);
        RestoreOverview[] jobs = await JobsAsync(client, dag, found.Tenant is not null, cancellation).ConfigureAwait(false);
        found.Job = jobs.FirstOrDefault(j => JobMatch.Holds(dag, j));
        found.Foreign = found.WhyForeign(ofTenant, jobs);
        return found;
    }

    private string? WhyForeign(AgentDag[] ofTenant, RestoreOverview[] jobs)
    {
        if (jobs.FirstOrDefault(j => j.IsRunning && !JobMatch.Holds(Dag, j)) is { } other)
        {
            return CleanupTexts.FormatOtherJob(other.JobId, Dag.Id);
        }

        if (Tenant is null)
        {
            return null;
        }

        if (Dag.LogLines().Any(l => l.StartsWith("Tenant '", StringComparison.Ordinal) && l.Contains(AlreadyExists)))
        {
            return CleanupTexts.FormatTenantWasThere(Dag.Id);
        }

        // The list also contains DAGs that drop the tenant. They are ignored: the tenant still exists, so it was not dropped.
        if (ofTenant.FirstOrDefault(d => d.DagId > Dag.DagId && d.Name.IndexOf("drop", StringComparison.OrdinalIgnoreCase) < 0) is { } newer)
        {
            return CleanupTexts.FormatWorkedOnSince(newer.Id, TextFault.Quote(newer.Name));
        }

        if (Job is { RestoreTenantId: > 0 } job && Tenant.TenantId > 0 && job.RestoreTenantId != Tenant.TenantId)
        {
            return CleanupTexts.FormatOtherTenantId(Tenant.TenantId, Dag.Id, job.RestoreTenantId);
        }

        string[] used = [.. (Tenant.Pools ?? []).Select(p => p.PoolName)];
        if (used.Length > 0 && PoolsMade.Count > 0)
        {
            return used.All(PoolsMade.Contains) ? null : CleanupTexts.FormatOtherPools(Dag.Id);
        }

        return Job is not null ? null : CleanupTexts.FormatNoProof(Dag.Id);
    }

    private static async Task<TenantDetail?> TenantAsync(ObshellClient client, string tenant, CancellationToken cancellation)
    {
        try
        {
            return await client.Tenants.GetAsync(tenant, cancellation).ConfigureAwait(false);
        }
        catch (ObshellApiException e) when (e.ErrorCode == ErrorCodes.TenantNotExist)
        {
            return null;
        }
    }

    /// <summary>
    /// The known jobs that restore into this tenant name. If the tenant exists, this returns only its latest job, because older jobs have
    /// ended.
    /// </summary>
    private static async Task<RestoreOverview[]> JobsAsync(ObshellClient client, AgentDag dag, bool exists, CancellationToken cancellation)
    {
        if (exists && (await client.Restores.ReadJobAsync(dag.TenantName, cancellation).ConfigureAwait(false)).Job is { } latest)
        {
            return [latest];
        }

        try
        {
            RestoreOverview[] all = await client.Restores.ReadJobsAsync(cancellation: cancellation).ConfigureAwait(false);
            return [.. all.Where(j => j.RestoreTenantName == dag.TenantName)];
        }
        catch (ObshellApiException e) when (e.ErrorCode == ErrorCodes.NotFound)
        {
            // Agents before 4.3.2 do not have the list of jobs.
            return [];
        }
    }
}
