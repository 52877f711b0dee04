using Obshell.Client;
using Obshell.Recovery.Drills.History;
using Obshell.Recovery.Drills.Planning;
using Obshell.Recovery.Waiting;

namespace Obshell.Recovery.Drills.Running;

/// <summary>The data and settings that all drills of one command call share.</summary>
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

    /// <summary>Which tenants are kept after their drill.</summary>
    public DrillKeep Keep { get; init; }

    /// <summary>Whether the drills only check (-WhatIf): each drill ends before its restore would start.</summary>
    public bool PlanOnly { get; init; }

    /// <summary>The journal into which the drills write their steps; null for drills that change nothing.</summary>
    public DrillJournal? Journal { get; init; }

    /// <summary>Whether results become part of the history. If false, the journal is only used to find leftovers.</summary>
    public bool KeepsResults { get; init; }

    /// <summary>Earlier results, for trends; null without a history.</summary>
    public IReadOnlyList<RestoreDrillResult>? Earlier { get; init; }

    internal string Id { get; } = Guid.NewGuid().ToString("N");

    internal ObshellClient Client { get; }

    internal IDrillObserver Observer { get; }

    internal DrillRoom Room { get; }

    /// <summary>One watch for all drills: it reads their DAGs together.</summary>
    internal SharedDagWatch Watches { get; }

    /// <summary>
    /// Limits how many drills run at the same time. The semaphore is never disposed, because a drill may still use it after the run has
    /// ended.
    /// </summary>
    internal SemaphoreSlim Turn { get; }

    /// <summary>Ends the run. From now on, a drill without a result is an interrupted drill.</summary>
    public void Dispose()
    {
        Watches.Dispose();
        DrillProcess.End(Id);
    }

    /// <summary>Writes a line. An error is only a warning here, because the drill has already started.</summary>
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
