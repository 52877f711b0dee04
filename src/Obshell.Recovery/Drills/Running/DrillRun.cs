using Obshell.Client;
using Obshell.Recovery.Drills.History;
using Obshell.Recovery.Drills.Planning;
using Obshell.Recovery.Waiting;

namespace Obshell.Recovery.Drills.Running;

/// <summary>The data and settings that all drills of one call share.</summary>
public sealed class DrillRun : IDisposable
{
    /// <param name="client">The client of the cluster to restore to.</param>
    /// <param name="throttle">How many drills may run at the same time.</param>
    /// <param name="capacity">The capacity that must stay free; null for none.</param>
    /// <param name="observer">Called for each step of the drills.</param>
    public DrillRun(ObshellClient client, int throttle, DrillCapacity? capacity, IDrillObserver observer)
    {
        Client = client;
        Observer = observer;
        Room = new DrillRoom(client, capacity);
        Watches = new SharedDagWatch(client);
        Turn = new SemaphoreSlim(throttle);
        DrillProcess.Begin(Id);
    }

    /// <summary>Which tenants stay after their drill.</summary>
    public DrillKeep Keep { get; init; }

    /// <summary>The drills send only reads: each drill ends before its restore would start.</summary>
    public bool PlanOnly { get; init; }

    /// <summary>The journal into which the drills write their steps; null for drills that change nothing.</summary>
    public DrillJournal? Journal { get; init; }

    /// <summary>The results are also part of the history. Otherwise the journal only shows what may be left.</summary>
    public bool KeepsResults { get; init; }

    /// <summary>Earlier results, for trends; null without a history.</summary>
    public IReadOnlyList<RestoreDrillResult>? Earlier { get; init; }

    internal string Id { get; } = Guid.NewGuid().ToString("N");

    internal ObshellClient Client { get; }

    internal IDrillObserver Observer { get; }

    internal DrillRoom Room { get; }

    /// <summary>One watch for all drills: it reads their DAGs together.</summary>
    internal SharedDagWatch Watches { get; }

    /// <summary>Never disposed: it holds no resource while its wait handle is not used, and a drill may end after this object's end.</summary>
    internal SemaphoreSlim Turn { get; }

    /// <summary>The call is over. From now on, a drill that has not ended is an interrupted drill.</summary>
    public void Dispose()
    {
        Watches.Dispose();
        DrillProcess.End(Id);
    }

    /// <summary>Writes a line. If the journal cannot be written after the drill has started, this is only a warning.</summary>
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
