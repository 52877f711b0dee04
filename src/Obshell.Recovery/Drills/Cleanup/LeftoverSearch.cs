using Obshell.Client;
using Obshell.Client.Errors;
using Obshell.Recovery.Cleanup;
using Obshell.Recovery.Drills.History;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Drills.Cleanup;

/// <summary>Finds what drills left on a cluster, according to their journals. All requests are reads.</summary>
public sealed class LeftoverSearch
{
    private readonly ObConnection connection;
    private readonly ObshellClient client;

    /// <param name="client">The client of the cluster.</param>
    public LeftoverSearch(ObshellClient client)
    {
        this.client = client;
        connection = client.Connection;
    }

    /// <summary>The journal entries of this cluster whose drills may have left something.</summary>
    public IEnumerable<DrillEntry> Candidates(DrillHistory history) => history.Entries
        .Where(e => e.MayHaveLeft && e.Begun!.ClusterId == connection.ClusterId && e.Begun.Cluster == connection.ClusterName);

    /// <summary>Looks for the leftover of a drill.</summary>
    /// <param name="entry">One of <see cref="Candidates"/>.</param>
    /// <param name="journal">The journal that has the entry.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>Null when the drill has left nothing.</returns>
    /// <exception cref="ObshellException">The search failed.</exception>
    public async Task<DrillLeftover?> LookAsync(DrillEntry entry, DrillJournal journal, CancellationToken cancellation)
    {
        string tenant = entry.Begun!.Tenant ?? "";
        string dagId = entry.Dag.Length > 0 ? entry.Dag : await FindDagAsync(tenant, entry.Begun.NewestDagBefore, cancellation).ConfigureAwait(false);
        if (dagId.Length == 0)
        {
            // The drill was killed before it sent the request, or the agent never received the request.
            return null;
        }

        RestoreOwnership found;
        try
        {
            found = await RestoreOwnership.ReadAsync(client, tenant, dagId, cancellation).ConfigureAwait(false);
        }
        catch (ObshellApiException e) when (e.ErrorCode == ErrorCodes.TaskNotFound)
        {
            // This is another cluster with the same name and id: it has no such DAG.
            return null;
        }

        if (!found.IsOfThatTenant)
        {
            return null;
        }

        string? foreign = found.Foreign ?? DrillClaim.Doubt(entry, journal, found);

        // The names of the pools end with the creation time of the DAG in milliseconds, so pools of other DAGs have other names. Pools that
        // a tenant uses are ignored.
        string[] left = foreign is null ? await client.ResourcePools.FindFreeAsync(found.PoolsMade, cancellation).ConfigureAwait(false) : [];
        bool isUndone = found.Dag is { State: DagStates.Succeed, Operator: DagOperators.Rollback };
        bool isAtWork = !found.Dag.IsFinished || found.Job is { IsRunning: true };
        bool canBeUndone = found.Dag is { State: DagStates.Failed, Stage: < RestoreDag.ActivateStage };
        if (found.Tenant is null && left.Length == 0 && (isUndone || (!isAtWork && !canBeUndone)))
        {
            return null;
        }

        return new DrillLeftover
        {
            DrillId = entry.Drill,
            SourceName = entry.Begun.Source ?? "",
            TenantName = tenant,
            DagId = dagId,
            State = entry.Ended?.Result?.Cleanup switch
            {
                DrillCleanup.Kept => DrillLeftoverState.Kept,
                DrillCleanup.LeftBehind when DrillVerdicts.Of(entry.Ended!.Result!.Verdict).Ending != Ending.Interrupted => DrillLeftoverState.LeftBehind,
                _ => DrillLeftoverState.Interrupted,
            },
            IsOwn = foreign is null,
            Seen = client.Redactor.Clean(
                foreign is not null ? DrillLeftoverTexts.FormatNotProven(tenant, foreign)
                : !found.Dag.IsFinished ? DrillLeftoverTexts.FormatDagRunning(dagId, found.Dag.StageName)
                : found.Job is { IsRunning: true } job ? DrillLeftoverTexts.FormatJobRunning(job.JobId)
                : found.Tenant is { } there ? DrillLeftoverTexts.FormatTenantIs(tenant, there.Status)
                : left.Length > 1 ? DrillLeftoverTexts.FormatPools(left.Length)
                : left.Length == 1 ? DrillLeftoverTexts.OnePool
                : DrillLeftoverTexts.FormatDagFailed(dagId)),
            TenantStatus = found.Tenant?.Status ?? "",
            DagState = found.Dag.State + "/" + found.Dag.Operator,
            StartedAt = entry.Begun.At,
            ClusterName = connection.ClusterName,
            JournalPath = journal.Path,
            JournalLine = entry.Begun.Number,
            Connection = connection,
            Journal = journal,
            Entry = entry,
        };
    }

    /// <summary>
    /// Finds the DAG of a drill that was killed before it read the DAG's id. It is the tenant's first restore DAG with an id higher than
    /// all DAG ids before the drill.
    /// </summary>
    private async Task<string> FindDagAsync(string tenant, long? newestBefore, CancellationToken cancellation)
    {
        if (newestBefore is not { } before)
        {
            return "";
        }

        AgentDag[] all = await client.Dags.OfTenantAsync(tenant, unfinished: false, cancellation).ConfigureAwait(false);
        AgentDag[] unfinished = await client.Dags.OfTenantAsync(tenant, unfinished: true, cancellation).ConfigureAwait(false);
        return all.Concat(unfinished).Where(d => d.DagId > before && d.Name == RestoreDag.NameFor(tenant)).OrderBy(d => d.DagId).FirstOrDefault()?.Id ?? "";
    }
}
