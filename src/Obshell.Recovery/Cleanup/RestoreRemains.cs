using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Verdicts;
using Obshell.Recovery.Waiting;

namespace Obshell.Recovery.Cleanup;

/// <summary>
/// The objects that a restore left on the cluster, and which of these objects the module can safely remove. They are read from the cluster
/// each time, because their state may change.
/// </summary>
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

    /// <summary>The restore's DAG, with its verdict.</summary>
    public DagDetail Dag { get; }

    /// <summary>The tenant that has the name now; null when no tenant has it.</summary>
    public TenantDetail? Tenant { get; }

    /// <summary>Why it is not proven that the tenant belongs to this restore, as a sentence; null when there is no doubt.</summary>
    public string? Foreign { get; }

    /// <summary>Resource pools that no tenant uses, and that this restore or an earlier restore of the tenant created.</summary>
    public IReadOnlyList<string> Pools { get; }

    /// <summary>The DAG or its OceanBase job is still running.</summary>
    public bool IsRunning => !Dag.IsFinished || Job is { IsRunning: true };

    /// <summary>Whether the tenant may be usable: the restore succeeded, or its result is not certain.</summary>
    public bool MayBeGood => Outcome is Outcome.Good or Outcome.Unproven;

    /// <summary>
    /// Whether the module removes only the pools, because the tenant may be usable, or because it is not proven that the tenant belongs to
    /// this restore.
    /// </summary>
    public bool OnlyPools => MayBeGood || Foreign is not null;

    /// <summary>There is nothing to remove.</summary>
    public bool IsNothing => Pools.Count == 0 && (OnlyPools || (Tenant is null && !CanBeUndone));

    /// <summary>
    /// The module asks the user before it cleans up. This text contains all values that the answer depends on. If the text has changed when
    /// the user answers, the module asks again.
    /// </summary>
    public string Essence => $"{Dag.Id} {Dag.State} {Dag.Operator} {Dag.Stage} {Dag.Verdict} {Tenant?.TenantId} {Tenant?.Status} {string.Join(",", Pools)}";

    /// <summary>What exists, in words: <c>tenant 'rt2' (RESTORE) and 3 resource pools</c>.</summary>
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

    /// <summary>Looks for leftovers of a tenant's restores.</summary>
    /// <param name="client">The connection to the agents.</param>
    /// <param name="tenant">The tenant that was restored.</param>
    /// <param name="dagId">The DAG of the restore; null for the newest restore of the tenant.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>Null when the cluster has no DAG of a restore of this tenant.</returns>
    /// <exception cref="ObshellException">The leftovers could not be read, so no information is available.</exception>
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

    /// <summary>
    /// Removes the leftovers. Objects that are not proven to belong to the restore are kept, and the result reports them.
    /// </summary>
    /// <param name="client">The same as for <see cref="ReadAsync"/>.</param>
    /// <param name="observer">The observer that receives each change.</param>
    /// <param name="cancellation">Stops the clean-up between two changes.</param>
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

    /// <summary>
    /// The pools that these DAGs created, according to their logs. DAGs are read one by one, until the creator of every pool is known.
    /// </summary>
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
