using Obshell.Client;
using Obshell.Recovery.Verdicts;
using ObshellPS.Binding;
using ObshellPS.Objects;

namespace ObshellPS.References;

/// <summary>Finds the DAG to wait for, when the user gave a tenant or a restore from Get-ObTenantRestore.</summary>
internal sealed class WaitTarget
{
    private readonly RestoreReference restore;
    private readonly RestoreOverview? job;
    private readonly DagIdentity? dag;

    private WaitTarget(RestoreReference restore, RestoreOverview? job, DagIdentity? dag)
    {
        this.restore = restore;
        this.job = job;
        this.dag = dag;
    }

    /// <returns>The restore; null when the input is something else, for example a DAG or its id.</returns>
    public static WaitTarget? OfRestore(object? item)
    {
        if (PropertyBag.Unwrap(item) is TenantRestore live)
        {
            var reference = RestoreReference.From(item);
            return new WaitTarget(reference, live.Job, reference.Dag);
        }

        // A deserialized restore has a DagId and no Id; a DAG has both.
        return PropertyBag.Open(item) is { } bag && ObjectOrigin.Text(bag, "Id") is null && ObjectOrigin.Text(bag, "TenantName") is not null
            ? new WaitTarget(RestoreReference.From(item), null, ObjectOrigin.Text(bag, "DagId") is { } id ? DagReference.Identity(id, bag) : null)
            : null;
    }

    /// <summary>The DAG that the user gave: itself, its id, or its restore.</summary>
    /// <param name="item">What the user gave.</param>
    /// <param name="given">The connection of the command line.</param>
    /// <param name="orCurrent">Returns the given or the current connection.</param>
    /// <param name="find">Runs <see cref="FindAsync"/> for a restore.</param>
    /// <exception cref="ObshellInputException">The input is not a DAG, or its restore has no DAG.</exception>
    public static (ObConnection Connection, DagIdentity Dag, bool IsRollingBack) Resolve(
        object? item, ObConnection? given, Func<ObConnection?, ObConnection> orCurrent, Func<WaitTarget, ObConnection, DagIdentity> find)
    {
        if (OfRestore(item) is { } restore)
        {
            ObConnection connection = restore.ConnectionFor(given, orCurrent);
            return (connection, find(restore, connection), false);
        }

        var dag = DagReference.From(item);
        return (dag.ConnectionFor(given, orCurrent), dag.Meant, dag.IsRollingBack);
    }

    /// <summary>The newest DAG of a tenant.</summary>
    /// <exception cref="ObshellInputException">The tenant has no DAG.</exception>
    public static async Task<DagIdentity> NewestOfAsync(ObshellClient client, string tenant, CancellationToken stop)
    {
        AgentDag[] all = await client.Dags.ListAsync(DagScope.Cluster, unfinished: false, detailed: false, stop).ConfigureAwait(false);
        return all.Where(d => d.TenantName == tenant).OrderByDescending(d => d.DagId).FirstOrDefault() is { } newest
            ? DagIdentity.Of(newest)
            : throw NoDagOf(tenant, all);
    }

    /// <summary>The error for a tenant without a DAG. If only the case of the name is wrong, it shows the right name.</summary>
    public static ObshellInputException NoDagOf(string tenant, IEnumerable<AgentDag> all) => new(new InputFault(
        "DagNotFound", "TenantName",
        all.FirstOrDefault(d => d.TenantName.Equals(tenant, StringComparison.OrdinalIgnoreCase)) is { } other
            ? DagTexts.FormatNoDagOfTenantCase(TextFault.Quote(tenant), other.TenantName)
            : DagTexts.FormatNoDagOfTenant(TextFault.Quote(tenant))));

    /// <inheritdoc cref="RestoreReference.ConnectionFor"/>
    public ObConnection ConnectionFor(ObConnection? given, Func<ObConnection?, ObConnection> orCurrent) => restore.ConnectionFor(given, orCurrent);

    /// <summary>The DAG of the restore: the DAG that was read with the restore, or the DAG that started its job.</summary>
    /// <exception cref="ObshellInputException">The restore has no DAG.</exception>
    public async Task<DagIdentity> FindAsync(ObshellClient client, CancellationToken stop)
    {
        if (dag is not null)
        {
            return dag;
        }

        foreach (AgentDag listed in (await client.Dags.OfTenantAsync(restore.Name, unfinished: false, stop).ConfigureAwait(false)).Where(d => d.IsRestore))
        {
            // Only the details of a DAG show which job it started.
            if (job is null || JobMatch.Holds(await client.Dags.GetAsync(listed.Id, detailed: true, stop).ConfigureAwait(false), job))
            {
                return DagIdentity.Of(listed);
            }
        }

        throw new ObshellInputException(new InputFault(
            "DagNotFound", "Id",
            job is null ? DagTexts.FormatNoDagOfTenant(TextFault.Quote(restore.Name)) : DagTexts.FormatNoDagOfRestore(TextFault.Quote(restore.Name), job.Status)));
    }
}
