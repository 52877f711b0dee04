namespace Obshell.Client;

/// <summary>
/// The progress of a tenant's log archive (PROTOCOL-BACKUP 7). The agent reports the delay correctly in any time zone, but the times that
/// it reports may be wrong by some hours (B13). So the client computes this error from the delay.
/// </summary>
public sealed class ArchiveInfo
{
    /// <summary>
    /// When the archive has no checkpoint yet, the agent reports the seconds since 1970 as the delay. Such a value is above this limit
    /// (B21).
    /// </summary>
    private const double NoDelay = 1e9;

    /// <param name="agentNow">The agent's clock when it answered.</param>
    /// <param name="checkpointText">The checkpoint as the agent writes it; null when there is none.</param>
    /// <param name="delaySeconds">The delay; null when the answer contains no delay, because the delay is 0 or there is no archive.</param>
    public ArchiveInfo(DateTimeOffset? agentNow, DateTimeOffset? checkpointText, double? delaySeconds)
    {
        if (checkpointText is not { } written || delaySeconds is >= NoDelay or < 0)
        {
            return;
        }

        HasCheckpoint = true;
        Delay = TimeSpan.FromSeconds(delaySeconds ?? 0);
        if (agentNow is { } now)
        {
            ClockOffset = TimeSpan.FromMinutes(Math.Round((written - (now - Delay.Value)).TotalMinutes / 15) * 15);

            // The checkpoint is computed from the agent's text, not from the current time minus the delay. So two reads of an archive that
            // does not advance give the same checkpoint.
            Checkpoint = (written - ClockOffset.Value).ToUniversalTime();
        }
    }

    /// <summary>False when no log was ever archived, or when the current round has no archived log yet.</summary>
    public bool HasCheckpoint { get; }

    /// <summary>The delay of the archive; null without a checkpoint.</summary>
    public TimeSpan? Delay { get; }

    /// <summary>
    /// The time up to which logs are archived, UTC; null without a checkpoint, or when the agent's answer contained no time.
    /// </summary>
    public DateTimeOffset? Checkpoint { get; }

    /// <summary>
    /// All times that the agent reports for this tenant's backups are later than the true times by this value, which is rounded to 15
    /// minutes. Null when it cannot be measured.
    /// </summary>
    public TimeSpan? ClockOffset { get; }
}
