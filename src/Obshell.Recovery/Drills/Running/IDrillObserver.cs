using Obshell.Client;
using Obshell.Recovery.Cleanup;

namespace Obshell.Recovery.Drills.Running;

/// <summary>Drills call it for each of their steps. They call it from their own tasks, several at the same time. It must not block.</summary>
public interface IDrillObserver : ICleanupObserver
{
    /// <summary>The drill has reached another step.</summary>
    /// <param name="drill">The drill.</param>
    /// <param name="step">The step: <c>Verifying the tenant</c>.</param>
    void Moved(RestoreDrill drill, string step);

    /// <summary>The restore is running. <paramref name="job"/> is OceanBase's job, where it was read.</summary>
    void Progressed(RestoreDrill drill, AgentDag now, RestoreOverview? job);
}
