using System;

namespace Obshell.Client.Connection;

/// <summary>
/// The agent's clock, carried on by our monotonic one: a jump of the client's wall clock changes nothing, and neither
/// does a client whose clock is wrong (trap 21).
/// </summary>
internal sealed class AgentClock
{
    private readonly TimeProvider time;
    private readonly object gate = new();
    private DateTimeOffset agentTime;
    private long readAt;

    public AgentClock(TimeProvider time)
    {
        this.time = time;
        agentTime = time.GetUtcNow();
        readAt = time.GetTimestamp();
    }

    public DateTimeOffset Now
    {
        get
        {
            lock (gate)
            {
                return agentTime + time.GetElapsedTime(readAt);
            }
        }
    }

    /// <summary>How far the agent's clock is ahead of this machine's.</summary>
    public TimeSpan Skew => Now - time.GetUtcNow();

    public void Set(DateTimeOffset agentNow)
    {
        lock (gate)
        {
            agentTime = agentNow;
            readAt = time.GetTimestamp();
        }
    }
}
