using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using Obshell.Client;
using Obshell.Recovery.Drills.History;
using Obshell.Recovery.Drills.Planning;

namespace Obshell.Recovery.Drills.Running;

/// <summary>What the drills of one call have in common.</summary>
internal sealed class DrillRun : IDisposable
{
    public DrillRun(ObshellClient client, int throttle, DrillCapacity? capacity, IDrillObserver observer)
    {
        Client = client;
        Observer = observer;
        Room = new DrillRoom(client, capacity);
        Turn = new SemaphoreSlim(throttle);
        DrillProcess.Begin(Id);
    }

    public string Id { get; } = Guid.NewGuid().ToString("N");

    public ObshellClient Client { get; }

    public IDrillObserver Observer { get; }

    public DrillRoom Room { get; }

    /// <summary>Never disposed: it holds nothing unless its wait handle is asked for, and a drill may still be ending after us.</summary>
    public SemaphoreSlim Turn { get; }

    public bool KeepTenant { get; init; }

    public bool KeepOnFailure { get; init; }

    /// <summary>Only reads: each drill ends where it would begin.</summary>
    public bool PlanOnly { get; init; }

    /// <summary>Where the drills leave what they do; null for those that do nothing.</summary>
    public DrillJournal? Journal { get; init; }

    /// <summary>Whole results go there too.</summary>
    public bool KeepsResults { get; init; }

    /// <summary>Earlier results, for trends; null without a history.</summary>
    public IReadOnlyList<RestoreDrillResult>? Earlier { get; init; }

    public void Dispose() => DrillProcess.End(Id);

    /// <summary>Writes a line; a journal that cannot be written is a warning where the drill is under way already.</summary>
    public void TryWrite(DrillLine line)
    {
        try
        {
            Journal?.Append(line);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Observer.Warned($"{Journal!.Path} cannot be written: {e.Message}");
        }
    }
}
