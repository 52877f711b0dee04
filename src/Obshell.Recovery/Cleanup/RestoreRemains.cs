using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Verdicts;
using Obshell.Recovery.Waiting;

namespace Obshell.Recovery.Cleanup;

/// <summary>What a restore has left on the cluster, and whether it may be removed. Read, never remembered: what is true may change.</summary>
public sealed class RestoreRemains
{
    private RestoreRemains(DagDetail dag, RestoreOwnership found, IReadOnlyCollection<string> earlierPools, string[] pools)
    {
        Dag = dag;
        Tenant = found.Tenant;
        Foreign = found.Foreign;
        Job = found.Job;
        EarlierPools = earlierPools;
        Pools = pools;
    }

    /// <summary>The restore's DAG, judged.</summary>
    public DagDetail Dag { get; }

    /// <summary>The tenant of that name; null when it does not exist.</summary>
    public TenantDetail? Tenant { get; }

    /// <summary>Why the tenant is not shown to be this restore's own; null when it is, or when there is no tenant.</summary>
    public string? Foreign { get; }

    /// <summary>Resource pools that this restore or an earlier one of the tenant made, and that no tenant uses.</summary>
    public IReadOnlyList<string> Pools { get; }

    /// <summary>The DAG or its OceanBase job is still running.</summary>
    public bool IsRunning => !Dag.IsFinished || Job is { IsRunning: true };

    /// <summary>It restored the tenant, or nothing proves that it did not.</summary>
    public bool MayBeGood => Outcome is Outcome.Good or Outcome.Unproven;

    /// <summary>Only the pools may go: the tenant may be a good one, or is not shown to be of this restore.</summary>
    public bool OnlyPools => MayBeGood || Foreign is not null;

    /// <summary>There is nothing to remove.</summary>
    public bool IsNothing => Pools.Count == 0 && (OnlyPools || (Tenant is null && !CanBeUndone));

    /// <summary>What a decision about it depends on.</summary>
    public string Essence => $"{Dag.Id} {Dag.State} {Dag.Operator} {Dag.Stage} {Dag.Verdict} {Tenant?.TenantId} {Tenant?.Status} {string.Join(",", Pools)}";

    /// <summary>What is there, in words: <c>tenant 'rt2' (RESTORE) and 3 resource pools</c>.</summary>
    public string Words => Listing.And(
    [
        Tenant is { } there && !OnlyPools ? CleanupTexts.FormatRemainsTenant(there.TenantName, there.Status) : null,
        Pools.Count == 0 ? null
            : Pools.Count == 1 ? CleanupTexts.FormatRemainsPool(VisibleText.OneLine(Pools[0]))
            : CleanupTexts.FormatRemainsPools(Pools.Count, VisibleText.OneLine(Listing.Of(Pools))),
        CanBeUndone && !OnlyPools ? CleanupTexts.FormatRemainsOfDag(Dag.Id) : null,
    ]);

    private bool CanBeUndone => Dag is { State: DagStates.Failed, Stage: < RestoreDag.ActivateStage };

    private Outcome Outcome => Dag.Row.Outcome;

    private RestoreOverview? Job { get; }

    private IReadOnlyCollection<string> EarlierPools { get; }

    /// <summary>Looks for what is left of a tenant's restores.</summary>
    /// <param name="client">Whom to ask.</param>
    /// <param name="tenant">The tenant that was restored.</param>
    /// <param name="dagId">The restore; null for the newest one of that tenant.</param>
    /// <param name="cancellation">Ends the looking.</param>
    /// <returns>Null when the cluster knows no restore of that tenant.</returns>
    /// <exception cref="ObshellException">It could not be looked for: then no information is available.</exception>
    public static async Task<RestoreRemains?> ReadAsync(ObshellClient client, string tenant, string? dagId, CancellationToken cancellation)
    {
        AgentDag[] restores =
        [
            .. (await client.Dags.OfTenantAsync(tenant, unfinished: false, cancellation).ConfigureAwait(false)).Where(d => d.Name == RestoreDag.NameFor(tenant)),
        ];
        if ((dagId ?? restores.FirstOrDefault()?.Id) is not { } id)
        {
            return null;
        }

        RestoreOwnership found = await RestoreOwnership.ReadAsync(client, tenant, id, cancellation).ConfigureAwait(false);
        DagDetail judged = DagDetail.Judge(found.Dag, (await new JobReading(client).GatherAsync([found.Dag], cancellation).ConfigureAwait(false))[id]);
        string[] free = [.. (await client.ResourcePools.ListFreeAsync(cancellation).ConfigureAwait(false)).Where(p => found.PoolsMade.Contains(p) || PoolNames.IsNamedFor(p, tenant))];
        string[] earlier = await ProvenAsync(
            client, [.. free.Where(p => !found.PoolsMade.Contains(p))], restores.Where(d => d.DagId < found.Dag.DagId), cancellation).ConfigureAwait(false);
        return new RestoreRemains(judged, found, earlier, [.. free.Where(p => found.PoolsMade.Contains(p) || earlier.Contains(p))]);
    }

    /// <summary>Removes it. What is not proven stays, and is named.</summary>
    /// <param name="client">As for <see cref="ReadAsync"/>.</param>
    /// <param name="observer">Gets each change.</param>
    /// <param name="cancellation">Stops it between two changes.</param>
    /// <exception cref="ObshellException">A pool could not be removed.</exception>
    public async Task<CleanupOutcome> RemoveAsync(ObshellClient client, ICleanupObserver observer, CancellationToken cancellation)
    {
        using var watches = new SharedDagWatch(client);
        var cleaner = new RestoreCleaner(client, observer, watches);
        if (!OnlyPools)
        {
            return await cleaner.CleanAsync(Dag.TenantName, Dag.Id, EarlierPools, cancellation).ConfigureAwait(false);
        }

        await cleaner.RemovePoolsAsync([.. Pools], cancellation).ConfigureAwait(false);
        return new CleanupOutcome(DrillCleanup.Dropped, Pools.Count == 1 ? CleanupTexts.PoolDropped : CleanupTexts.FormatPoolsDropped(Pools.Count));
    }

    /// <summary>Those of the pools that one of the DAGs made, by its log. DAGs are read only as long as a pool has no maker.</summary>
    private static async Task<string[]> ProvenAsync(ObshellClient client, HashSet<string> pools, IEnumerable<AgentDag> dags, CancellationToken cancellation)
    {
        var proven = new List<string>();
        foreach (AgentDag dag in dags.TakeWhile(_ => proven.Count < pools.Count))
        {
            AgentDag detailed = await client.Dags.GetAsync(dag.Id, detailed: true, cancellation).ConfigureAwait(false);
            proven.AddRange(JobMatch.PoolsMade(detailed).Where(pools.Contains));
        }

        return [.. proven];
    }
}
