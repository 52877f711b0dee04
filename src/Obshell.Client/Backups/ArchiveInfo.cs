namespace Obshell.Client;

/// <summary>How far a tenant's log archive is (PROTOCOL-BACKUP 7). The offset is measured with the delay, which is right in any time zone (B13).</summary>
public sealed class ArchiveInfo
{
    /// <summary>A delay above this is the seconds since 1970, and means none (B21).</summary>
    private const double NoDelay = 1e9;

    /// <param name="agentNow">The agent's clock when it answered.</param>
    /// <param name="checkpointText">The checkpoint as the agent writes it; null for none.</param>
    /// <param name="delaySeconds">Null where it is left out: no delay, or no archive.</param>
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

            // What was written, and not now without the delay: two looks at an archive that does not move give the same moment.
            Checkpoint = (written - ClockOffset.Value).ToUniversalTime();
        }
    }

    /// <summary>False when no log was ever archived, or the present round has none yet.</summary>
    public bool HasCheckpoint { get; }

    /// <summary>How far the archive is behind; null without a checkpoint.</summary>
    public TimeSpan? Delay { get; }

    /// <summary>Up to when logs are archived, UTC; null without a checkpoint.</summary>
    public DateTimeOffset? Checkpoint { get; }

    /// <summary>By how much the other times of this tenant's backups are too late, in quarters of an hour; null when it cannot be measured.</summary>
    public TimeSpan? ClockOffset { get; }
}
