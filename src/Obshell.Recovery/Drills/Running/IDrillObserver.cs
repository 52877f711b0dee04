using Obshell.Client;
using Obshell.Recovery.Cleanup;

namespace Obshell.Recovery.Drills.Running;

/// <summary>Called with what drills do, from their own tasks, several at once; must not block.</summary>
public interface IDrillObserver : ICleanupObserver
{
    /// <summary>It has reached another step.</summary>
    /// <param name="drill">The drill.</param>
    /// <param name="step">The step: <c>Waiting for its turn</c>.</param>
    void Moved(RestoreDrill drill, string step);

    /// <summary>The restore is running; <paramref name="job"/> is OceanBase's, where it was read.</summary>
    void Progressed(RestoreDrill drill, AgentDag now, RestoreOverview? job);
}
