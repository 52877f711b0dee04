using Obshell.Client;
using Obshell.Client.Errors;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Cleanup;

/// <summary>
/// What the DAG of a restore created and what of it still exists, read from the cluster now. A tenant belongs to the restore only when
/// everything that can be read proves it. The DAG restored into that name and found no tenant there. No other task has worked on the name
/// since. The tenant uses resource pools of exactly this DAG, or it is the tenant of the DAG's job.
/// </summary>
internal sealed class RestoreOwnership
{
    private const string AlreadyExists = "already exists";

    private RestoreOwnership(AgentDag dag) => Dag = dag;

    /// <summary>The drill's DAG, with details.</summary>
    public AgentDag Dag { get; }

    /// <summary>The tenant of that name; null when it does not exist.</summary>
    public TenantDetail? Tenant { get; private set; }

    /// <summary>The job of this DAG; null when none is known.</summary>
    public RestoreOverview? Job { get; private set; }

    /// <summary>Why nothing may be changed; null when everything that exists belongs to the drill, or nothing exists.</summary>
    public string? Foreign { get; private set; }

    /// <summary>False when that id belongs to another task on this cluster. This cluster then has no information about the drill.</summary>
    public bool IsOfThatTenant { get; private set; } = true;

    /// <summary>Resource pools that the DAG created. They may not exist any more.</summary>
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

        // The list also contains a drop that was requested. As long as the tenant exists, the drop has not happened.
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

    /// <summary>All known jobs of that name. When the tenant exists, only the latest job, because older jobs are over.</summary>
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
            // This agent does not have that list (before 4.3.2).
            return [];
        }
    }
}
