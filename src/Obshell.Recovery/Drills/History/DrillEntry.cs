namespace Obshell.Recovery.Drills.History;

/// <summary>What a journal contains about one drill.</summary>
public sealed class DrillEntry
{
    private DrillEntry(string drill) => Drill = drill;

    /// <summary>The drill's id.</summary>
    public string Drill { get; }

    /// <summary>The source whose backup the drill restored; empty when the journal does not contain it.</summary>
    public string SourceName => Begun?.Source ?? "";

    /// <summary>The throw-away tenant; empty when the journal does not contain it.</summary>
    public string TenantName => Begun?.Tenant ?? "";

    /// <summary>The DAG that created the tenant; empty while no DAG is known.</summary>
    public string Dag { get; private set; } = "";

    /// <summary>The drill started, has not ended and is not running: its process was killed.</summary>
    public bool IsOpen => Begun is not null && Ended is null && !IsAlive;

    /// <summary>The drill ended, and its tenant was kept as requested.</summary>
    public bool WasKept => Ended?.Result?.Cleanup == DrillCleanup.Kept;

    /// <summary>The line that the drill wrote before its restore; null for a drill that was skipped.</summary>
    internal DrillLine? Begun { get; private set; }

    internal DrillLine? Interrupted { get; private set; }

    internal DrillLine? Ended { get; private set; }

    internal bool WasRemoved { get; private set; }

    /// <summary>The drill is not part of the history (<c>-NoHistory</c>).</summary>
    internal bool IsUnlisted => Begun?.IsUnlisted == true;

    /// <summary>Something that the drill created may still be on the cluster.</summary>
    internal bool MayHaveLeft =>
        Begun is not null && !WasRemoved && !IsAlive && (Ended?.Result is not { } result || result.Cleanup is DrillCleanup.LeftBehind or DrillCleanup.Kept);

    /// <summary>The drill is still running.</summary>
    internal bool IsAlive => Ended is null && Interrupted is null && Begun is { Machine: { } machine, Process: { } process, ProcessStarted: { } started }
        && DrillProcess.IsAlive(machine, process, started, Begun.Run ?? "") == true;

    /// <summary>Makes a result for an interrupted drill.</summary>
    /// <param name="cleanup">What happened to its tenant.</param>
    /// <param name="cleanupText">What happened to its tenant, in a sentence.</param>
    public RestoreDrillResult AsInterrupted(DrillCleanup cleanup, string cleanupText)
    {
        DrillLine begun = Begun!;
        string reason = Interrupted?.Reason is { Length: > 0 } given
            ? DrillHistoryTexts.FormatInterrupted(given)
            : DrillHistoryTexts.FormatProcessEnded(begun.Process ?? 0, begun.Machine);
        return new RestoreDrillResult
        {
            DrillId = Drill,
            Verdict = DrillVerdict.Interrupted,
            ReasonId = "DrillInterrupted",
            Reason = reason,
            Advice = DrillHistoryTexts.DrillAgain,
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

    /// <summary>The drills in the order of their first lines.</summary>
    internal static IReadOnlyList<DrillEntry> Of(IEnumerable<DrillLine> lines)
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

    /// <summary>What an interrupted drill may have left, as a sentence.</summary>
    internal string LeftText() => Dag.Length > 0
        ? DrillHistoryTexts.FormatMayBeLeft(Begun!.Tenant, Dag)
        : DrillHistoryTexts.FormatMayBeStarted(Begun!.Tenant);

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
