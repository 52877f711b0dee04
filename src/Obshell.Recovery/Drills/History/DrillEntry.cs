using System;
using System.Collections.Generic;

namespace Obshell.Recovery.Drills.History;

/// <summary>All that a journal says of one drill.</summary>
internal sealed class DrillEntry
{
    private DrillEntry(string drill) => Drill = drill;

    public string Drill { get; }

    /// <summary>Null for drills that ended without having begun: skipped ones.</summary>
    public DrillLine? Begun { get; private set; }

    /// <summary>Empty while none is known.</summary>
    public string Dag { get; private set; } = "";

    public DrillLine? Interrupted { get; private set; }

    public DrillLine? Ended { get; private set; }

    public bool WasRemoved { get; private set; }

    /// <summary>It began, and neither ended nor is at work: somebody killed it.</summary>
    public bool IsOpen => Begun is not null && Ended is null && !IsAlive;

    /// <summary>Something of it may be on the cluster.</summary>
    public bool MayHaveLeft =>
        Begun is not null && !WasRemoved && !IsAlive && (Ended?.Result is not { } result || result.Cleanup is nameof(DrillCleanup.LeftBehind) or nameof(DrillCleanup.Kept));

    /// <summary>Its run is still at it.</summary>
    public bool IsAlive => Ended is null && Interrupted is null && Begun is { Machine: { } machine, Process: { } process, ProcessStarted: { } started }
        && DrillProcess.IsAlive(machine, process, started, Begun.Run ?? "") == true;

    /// <summary>In the order in which they first appear.</summary>
    public static IReadOnlyList<DrillEntry> Of(IEnumerable<DrillLine> lines)
    {
        var entries = new List<DrillEntry>();
        var byDrill = new Dictionary<string, DrillEntry>(StringComparer.Ordinal);
        foreach (DrillLine line in lines)
        {
            if (!byDrill.TryGetValue(line.Drill!, out DrillEntry? entry))
            {
                entry = new DrillEntry(line.Drill!);
                byDrill.Add(line.Drill!, entry);
                entries.Add(entry);
            }

            entry.Take(line);
        }

        return entries;
    }

    /// <summary>What an interrupted drill may have left, in words.</summary>
    public string LeftText() => Dag.Length > 0
        ? $"Tenant '{Begun!.Tenant}' of DAG {Dag} may still be there. Get-ObRestoreDrill -Leftover shows it."
        : $"The restore into tenant '{Begun!.Tenant}' may have been started. Get-ObRestoreDrill -Leftover looks for it.";

    /// <summary>How the interrupted drill shows as a result.</summary>
    public RestoreDrillResult AsInterrupted(DrillCleanup cleanup, string cleanupText)
    {
        DrillLine begun = Begun!;
        string how = Interrupted?.Reason is { Length: > 0 } reason ? reason : $"its process ({begun.Process} on {begun.Machine}) ended without a word";
        return new RestoreDrillResult
        {
            DrillId = Drill,
            Verdict = DrillVerdict.Interrupted,
            ReasonId = "DrillInterrupted",
            Reason = $"The drill did not come to its end: {how}. Nothing is said of the backup.",
            Advice = "Run the drill of this source again. Get-ObRestoreDrill -Leftover shows what the interrupted one has left.",
            SourceName = begun.Source ?? "",
            DataBackupUri = begun.DataBackupUri ?? "",
            ArchiveLogUri = begun.ArchiveLogUri ?? "",
            ClusterName = begun.Cluster ?? "",
            TenantName = begun.Tenant ?? "",
            DagId = Dag,
            StartedAt = begun.At,
            EndedAt = Interrupted?.At ?? begun.At,
            RequestedPoint = begun.RequestedPoint ?? "",
            Cleanup = cleanup,
            CleanupText = cleanupText,
        };
    }

    private void Take(DrillLine line)
    {
        switch (line.Kind)
        {
            case DrillLine.Begun:
                Begun = line;
                break;
            case DrillLine.Started:
                Dag = line.Dag ?? "";
                break;
            case DrillLine.Interrupted:
                Interrupted = line;
                break;
            case DrillLine.Ended:
                Ended = line;
                break;
            default:
                WasRemoved = true;
                break;
        }
    }
}
