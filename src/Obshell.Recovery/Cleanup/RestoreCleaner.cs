using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Waiting;

namespace Obshell.Recovery.Cleanup;

/// <summary>
/// Removes only what a restore created. The agent finds a tenant by its name, so a command could remove a new tenant that another user has
/// created with the same name. So this class reads the cluster again before every change (<see cref="RestoreOwnership"/>). It keeps objects
/// that are not proven to belong to the restore, and reports them in the result.
/// </summary>
internal sealed class RestoreCleaner
{
    /// <summary>
    /// The maximum number of steps. One step sends a change, waits for its end and reads the result. There are at most four changes
    /// (cancel, rollback, drop, pools), and each is repeated at most once after a network fault.
    /// </summary>
    private const int MostSteps = 8;

    /// <summary>The maximum wait for one change. The agent's own limit for a rollback is an hour. A drop takes seconds.</summary>
    private static readonly TimeSpan StepLimit = TimeSpan.FromMinutes(65);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(3);

    private readonly ObshellClient client;
    private readonly ICleanupObserver observer;
    private readonly SharedDagWatch watches;

    /// <param name="client">The cluster to clean.</param>
    /// <param name="observer">The observer that receives each change.</param>
    /// <param name="watches">The watch that waits until a requested change has ended.</param>
    public RestoreCleaner(ObshellClient client, ICleanupObserver observer, SharedDagWatch watches)
    {
        this.client = client;
        this.observer = observer;
        this.watches = watches;
    }

    /// <summary>Cleans up. It throws only when it is cancelled.</summary>
    /// <param name="tenant">The tenant that was restored.</param>
    /// <param name="dagId">The restore's DAG.</param>
    /// <param name="earlierPools">Resource pools that earlier restores of that tenant created, according to the logs of their DAGs.</param>
    /// <param name="cancellation">Stops the clean-up between two changes.</param>
    public async Task<CleanupOutcome> CleanAsync(string tenant, string dagId, IReadOnlyCollection<string> earlierPools, CancellationToken cancellation)
    {
        // Secrets are masked in values, not in whole sentences: an ordinary word of a sentence may be equal to a password. Values from the
        // agent and texts of errors are already masked.
        string shownTenant = client.Redactor.Clean(tenant);
        string shownId = client.Redactor.Clean(dagId);
        bool madeSomething = earlierPools.Count > 0;
        bool dropAsked = false;
        string trouble = "";
        for (int step = 0; step < MostSteps; step++)
        {
            try
            {
                RestoreOwnership found = await RestoreOwnership.ReadAsync(client, tenant, dagId, cancellation).ConfigureAwait(false);
                if (found.Foreign is { } foreign)
                {
                    return Left(CleanupTexts.FormatNotTouched(shownTenant, foreign));
                }

                madeSomething |= found.PoolsMade.Count > 0 || found.Tenant is not null;
                switch (NextOf(found))
                {
                    case Step.Watch:
                        await WatchAsync(dagId, found.Dag.Operator == DagOperators.Rollback, cancellation).ConfigureAwait(false);
                        break;

                    case Step.Cancel:
                        await OperateAsync(found.Dag, DagOperation.Cancel, cancellation).ConfigureAwait(false);
                        await WatchAsync(dagId, expectsRollback: true, cancellation).ConfigureAwait(false);
                        break;

                    case Step.RollBack when found.Dag.Operator == DagOperators.Rollback && step > 1:
                        return Left(CleanupTexts.FormatUndoFailed(shownId, CommandArgument.Of(shownId)));

                    case Step.RollBack:
                        await OperateAsync(found.Dag, DagOperation.Rollback, cancellation).ConfigureAwait(false);
                        await WatchAsync(dagId, expectsRollback: true, cancellation).ConfigureAwait(false);
                        break;

                    case Step.Drop when dropAsked && trouble.Length == 0:
                        return Left(CleanupTexts.FormatStillThere(shownTenant, CommandArgument.Of(shownTenant)));

                    case Step.Drop:
                        dropAsked = true;
                        trouble = "";
                        await DropAsync(tenant, cancellation).ConfigureAwait(false);
                        break;

                    default:
                        await RemovePoolsAsync([.. found.PoolsMade, .. earlierPools], cancellation).ConfigureAwait(false);
                        return madeSomething
                            ? new CleanupOutcome(DrillCleanup.Dropped, CleanupTexts.FormatDropped(shownTenant))
                            : new CleanupOutcome(DrillCleanup.NothingMade, CleanupTexts.NothingMade);
                }
            }
            catch (ObshellException e) when (e is ObshellApiException { IsAuthentication: true } or ChangeUnknownException)
            {
                // Another try with a refused password could lock the account (trap 33). A change that the agent may have received is not
                // sent again (promise 5).
                return Left(CleanupTexts.FormatNotDropped(shownTenant, shownId, e.Message)) with { Fault = e };
            }
            catch (ObshellException e)
            {
                trouble = e.Message;
                await client.Clock.DelayAsync(PauseAfterFault, cancellation).ConfigureAwait(false);
            }
        }

        return Left(trouble.Length > 0 ? CleanupTexts.FormatNotDropped(shownTenant, shownId, trouble) : CleanupTexts.FormatNotEnded(shownTenant, shownId));

        static CleanupOutcome Left(string why) => new(DrillCleanup.LeftBehind, why);
    }

    /// <summary>Removes the pools that no tenant uses.</summary>
    /// <exception cref="ObshellException">A pool could not be removed.</exception>
    public async Task RemovePoolsAsync(string[] made, CancellationToken cancellation)
    {
        foreach (string pool in await client.ResourcePools.FindFreeAsync(made, cancellation).ConfigureAwait(false))
        {
            await SendAsync("DELETE resource-pool", pool, () => client.ResourcePools.RemoveAsync(pool, cancellation)).ConfigureAwait(false);
        }
    }

    private static Step NextOf(RestoreOwnership found)
    {
        AgentDag dag = found.Dag;
        if (!dag.IsFinished)
        {
            return dag.Operator == DagOperators.Rollback ? Step.Watch : Step.Cancel;
        }

        // If the DAG allows a rollback, the agent does the clean-up: the rollback ends the job, drops the tenant and the pools, and removes
        // the DAG from the list of unfinished DAGs.
        bool canUndo = dag.State == DagStates.Failed && dag.Stage < RestoreDag.ActivateStage;
        return canUndo ? Step.RollBack
            : found.Tenant is not null ? Step.Drop
            : Step.Pools;
    }

    private async Task DropAsync(string tenant, CancellationToken cancellation)
    {
        TenantRemoval removal = await SendAsync(
            "DELETE tenant", tenant, () => client.Tenants.RemoveAsync(tenant, recycle: false, cancellation)).ConfigureAwait(false);
        if (removal.Dag is { } drop)
        {
            await WatchAsync(drop.Id, expectsRollback: false, cancellation).ConfigureAwait(false);
        }
    }

    private Task OperateAsync(AgentDag dag, DagOperation operation, CancellationToken cancellation) => SendAsync(
        "POST task/dag " + DagOperators.Of(operation), VerdictTexts.FormatNameOfDag(dag.Id), () => client.Dags.OperateAsync(dag, operation, cancellation));

    private async Task<T> SendAsync<T>(string action, string target, Func<Task<T>> send)
        where T : AgentResult
    {
        try
        {
            T result = await send().ConfigureAwait(false);
            observer.Sent(action, target, result.Agent, result.TraceId, result.Outcome);
            return result;
        }
        catch (ObshellException e)
        {
            observer.Refused(action, target, e);
            throw;
        }
    }

    private async Task WatchAsync(string dagId, bool expectsRollback, CancellationToken cancellation)
    {
        var watch = new SingleDagWatch(watches, client.Clock);
        await watch.RunAsync(dagId, StepLimit, expectsRollback, cancellation).ConfigureAwait(false);
        if (watch.Fault is { } fault)
        {
            throw fault;
        }
    }

    private enum Step
    {
        Watch,
        Cancel,
        RollBack,
        Drop,
        Pools,
    }
}
