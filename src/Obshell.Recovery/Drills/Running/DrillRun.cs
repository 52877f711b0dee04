using Obshell.Client;
using Obshell.Recovery.Drills.History;
using Obshell.Recovery.Drills.Planning;
using Obshell.Recovery.Waiting;

namespace Obshell.Recovery.Drills.Running;

/// <summary>What the drills of one call have in common.</summary>
public sealed class DrillRun : IDisposable
{
    /// <param name="client">Where to restore.</param>
    /// <param name="throttle">How many at once.</param>
    /// <param name="capacity">What must stay free; null for nothing.</param>
    /// <param name="observer">Called with what they do.</param>
    public DrillRun(ObshellClient client, int throttle, DrillCapacity? capacity, IDrillObserver observer)
    {
        Client = client;
        Observer = observer;
        Room = new DrillRoom(client, capacity);
        Watches = new SharedDagWatch(client);
        Turn = new SemaphoreSlim(throttle);
        DrillProcess.Begin(Id);
    }

    /// <summary>Which tenants stay.</summary>
    public DrillKeep Keep { get; init; }

    /// <summary>Only reads: each drill ends where it would start.</summary>
    public bool PlanOnly { get; init; }

    /// <summary>Where the drills leave what they do; null for those that do nothing.</summary>
    public DrillJournal? Journal { get; init; }

    /// <summary>The results are part of the history too; without it the journal only shows what may be left.</summary>
    public bool KeepsResults { get; init; }

    /// <summary>Earlier results, for trends; null without a history.</summary>
    public IReadOnlyList<RestoreDrillResult>? Earlier { get; init; }

    internal string Id { get; } = Guid.NewGuid().ToString("N");

    internal ObshellClient Client { get; }

    internal IDrillObserver Observer { get; }

    internal DrillRoom Room { get; }

    /// <summary>One for all drills: their DAGs are looked at together.</summary>
    internal SharedDagWatch Watches { get; }

    /// <summary>Never disposed: it holds nothing unless its wait handle is asked for, and a drill may still be ending after us.</summary>
    internal SemaphoreSlim Turn { get; }

    /// <summary>The call is over: a drill that has not ended is an interrupted one from now on.</summary>
    public void Dispose()
    {
        Watches.Dispose();
        DrillProcess.End(Id);
    }

    /// <summary>Writes a line; a journal that cannot be written is a warning where the drill has started already.</summary>
    internal void TryWrite(DrillLine line)
    {
        try
        {
            Journal?.Append(line);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Observer.Warned(DrillTexts.FormatJournalNotWritable(Journal!.Path, e.Message));
        }
    }
}
