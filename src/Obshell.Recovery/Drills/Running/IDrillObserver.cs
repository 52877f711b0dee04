using Obshell.Client;
using Obshell.Recovery.Cleanup;

namespace Obshell.Recovery.Drills.Running;

/// <summary>Is told what drills do. Called from their own tasks, several at once; must not block.</summary>
public interface IDrillObserver : ICleanupObserver
{
    /// <summary>It has come to another step.</summary>
    /// <param name="drill">The drill.</param>
    /// <param name="step">In words that go on after its name: <c>waits for its turn</c>.</param>
    void Moved(RestoreDrill drill, string step);

    /// <summary>The restore is at work; <paramref name="job"/> is OceanBase's, where it was read.</summary>
    void Progressed(RestoreDrill drill, AgentDag now, RestoreOverview? job);
}
