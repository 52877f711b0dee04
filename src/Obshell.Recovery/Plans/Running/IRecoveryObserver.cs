using Obshell.Client;
using Obshell.Recovery.Cleanup;

namespace Obshell.Recovery.Plans.Running;

/// <summary>Is told what a recovery does. Called from its own tasks, several at once; must not block.</summary>
public interface IRecoveryObserver : ICleanupObserver
{
    /// <summary>A tenant has come to another step.</summary>
    /// <param name="restore">The tenant.</param>
    /// <param name="step">In words that go on after its name: <c>is being verified</c>.</param>
    void Moved(PlannedRestore restore, string step);

    /// <summary>Its restore is at work; <paramref name="job"/> is OceanBase's, where it was read.</summary>
    void Progressed(PlannedRestore restore, AgentDag now, RestoreOverview? job);

    /// <summary>A tenant is through.</summary>
    void Ended(PlannedRestore restore, TenantRecovery result);
}
