using Obshell.Client;
using Obshell.Recovery.Cleanup;

namespace Obshell.Recovery.Plans.Running;

/// <summary>Receives what a recovery does. Called from its own tasks, several at the same time; must not block.</summary>
public interface IRecoveryObserver : ICleanupObserver
{
    /// <summary>The restore of a tenant has come to another step.</summary>
    /// <param name="restore">The tenant.</param>
    /// <param name="step">A sentence.</param>
    void Moved(PlannedRestore restore, string step);

    /// <summary>Its restore is running; <paramref name="job"/> is OceanBase's, where it was read.</summary>
    void Progressed(PlannedRestore restore, AgentDag now, RestoreOverview? job);

    /// <summary>A tenant is done.</summary>
    void Ended(PlannedRestore restore, TenantRecovery result);
}
