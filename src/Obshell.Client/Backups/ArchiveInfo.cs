namespace Obshell.Client;

/// <summary>
/// How far a tenant's log archive is (PROTOCOL-BACKUP 7). The offset is measured with the delay, which is correct in any time zone (B13).
/// </summary>
public sealed class ArchiveInfo
{
    /// <summary>A delay above this value is the number of seconds since 1970, and means that there is no delay (B21).</summary>
    private const double NoDelay = 1e9;

    /// <param name="agentNow">The agent's clock when it answered.</param>
    /// <param name="checkpointText">The checkpoint as the agent writes it; null for none.</param>
    /// <param name="delaySeconds">The delay; null when the answer has none: there is no delay, or no archive.</param>
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

            // The checkpoint comes from the written text, and not from the present time minus the delay: two reads of an archive that
            // does not advance give the same time.
            Checkpoint = (written - ClockOffset.Value).ToUniversalTime();
        }
    }

    /// <summary>False when no log was ever archived, or when the present round has no archived log yet.</summary>
    public bool HasCheckpoint { get; }

    /// <summary>How far the archive is behind; null without a checkpoint.</summary>
    public TimeSpan? Delay { get; }

    /// <summary>The time up to which logs are archived, UTC; null without a checkpoint.</summary>
    public DateTimeOffset? Checkpoint { get; }

    /// <summary>How much the other times of this tenant's backups are too late, in quarters of an hour; null when it cannot be measured.</summary>
    public TimeSpan? ClockOffset { get; }
}
