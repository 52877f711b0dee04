using Obshell.Client;
using Obshell.Recovery.Cleanup;

namespace Obshell.Recovery.Drills.Running;

/// <summary>Receives the events of drills. Several drills may call it at the same time. An implementation must not block.</summary>
public interface IDrillObserver : ICleanupObserver
{
    /// <summary>The drill has reached another step.</summary>
    /// <param name="drill">The drill.</param>
    /// <param name="step">The step, for example <c>Verifying the tenant</c>.</param>
    void Moved(RestoreDrill drill, string step);

    /// <summary>The restore is running. <paramref name="job"/> is OceanBase's job; null when it was not read.</summary>
    void Progressed(RestoreDrill drill, AgentDag now, RestoreOverview? job);
}
