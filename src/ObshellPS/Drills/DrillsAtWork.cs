using Obshell.Recovery.Drills.Running;

namespace ObshellPS.Drills;

/// <summary>The drills of one command that have been started and have not ended.</summary>
internal sealed class DrillsAtWork
{
    private readonly List<RestoreDrill> active = [];
    private readonly List<Task> works = [];

    /// <summary>Done with the last of those that were started.</summary>
    public Task All => Task.WhenAll(works);

    /// <param name="drill">The drill.</param>
    /// <param name="work">Runs it and shows what came of it.</param>
    public void Start(RestoreDrill drill, Func<Task> work)
    {
        lock (active)
        {
            active.Add(drill);
        }

        works.Add(Task.Run(async () =>
        {
            await work().ConfigureAwait(false);
            lock (active)
            {
                active.Remove(drill);
            }
        }));
    }

    /// <summary>From any thread: each writes its last line.</summary>
    /// <returns>What they leave on the cluster, in words.</returns>
    public string[] Interrupt(string reason)
    {
        RestoreDrill[] cut;
        lock (active)
        {
            cut = [.. active];
            active.Clear();
        }

        return [.. cut.Select(d => d.Interrupt(reason)).OfType<string>()];
    }
}
