using Obshell.Client;
using Obshell.Recovery.Cleanup;

namespace Obshell.Recovery.Plans.Running;

/// <summary>
/// Receives the events of a recovery. Several tasks of the recovery may call it at the same time. An implementation must not block.
/// </summary>
public interface IRecoveryObserver : ICleanupObserver
{
    /// <summary>The restore of a tenant has reached a new step.</summary>
    /// <param name="restore">The tenant.</param>
    /// <param name="step">The step, as a sentence.</param>
    void Moved(PlannedRestore restore, string step);

    /// <summary>The restore of a tenant is running. <paramref name="job"/> is OceanBase's job; null when it was not read.</summary>
    void Progressed(PlannedRestore restore, AgentDag now, RestoreOverview? job);

    /// <summary>The work on a tenant has ended.</summary>
    void Ended(PlannedRestore restore, TenantRecovery result);
}
