using Obshell.Client.Display;

namespace Obshell.Client.Connection.Channel;

/// <summary>
/// The agent's clock. Between two readings of the agent's clock, this machine's monotonic clock measures the time. So it does not matter if
/// this machine's wall clock is wrong or is changed (trap 21). Each header expires at a time on the agent's clock. If an attacker forges a
/// time that is later than the agent's time, the client makes headers that expire too late, and the attacker can replay a recorded header
/// until this late time. So without TLS, the client accepts the agent's time only when it is near this machine's time.
/// </summary>
internal sealed class AgentClock
{
    /// <summary>The largest difference that is normal between the clocks of two machines.</summary>
    public static readonly TimeSpan MaxDifference = TimeSpan.FromMinutes(10);

    /// <summary>
    /// A reading is accepted if it differs from the expected time by at most this value, plus the drift. The value is shorter than the
    /// lifetime of a header, so one jump cannot double this lifetime.
    /// </summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>A clock that works drifts by less than 1/1000.</summary>
    private const int DriftPart = 1000;

    private readonly TimeProvider time;
    private readonly string agent;
    private readonly bool isVouchedFor;
    private readonly bool allowsDifference;
    private readonly object gate = new();
    private DateTimeOffset agentTime;
    private long readAt;
    private (DateTimeOffset Agent, DateTimeOffset Machine, long At)? first;

    public AgentClock(TimeProvider time, string agent, bool isVouchedFor, bool allowsDifference)
    {
        this.time = time;
        this.agent = agent;
        this.isVouchedFor = isVouchedFor;
        this.allowsDifference = allowsDifference;
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

    /// <summary>Accepts a reading of the agent's clock, unless it jumps.</summary>
    /// <returns>False when the reading jumps: the clock continues as before.</returns>
    /// <exception cref="ObshellProtocolException">The first reading is too far from this machine's clock.</exception>
    public bool Follow(DateTimeOffset agentNow)
    {
        lock (gate)
        {
            DateTimeOffset machine = time.GetUtcNow();
            if (first is not { } known)
            {
                if (!isVouchedFor && !allowsDifference && (agentNow - machine).Duration() > MaxDifference)
                {
                    throw new ObshellProtocolException(
                        "ClockDifference",
                        ConnectionTexts.FormatClockDiffers(agent, Amounts.Of(agentNow), Amounts.Of(machine), (int)MaxDifference.TotalMinutes),
                        200, agent);
                }

                first = (agentNow, machine, time.GetTimestamp());
            }
            else if (!isVouchedFor && IsLeap(agentNow, machine, known.Agent, known.Machine, time.GetElapsedTime(known.At)))
            {
                return false;
            }

            agentTime = agentNow;
            readAt = time.GetTimestamp();
            return true;
        }
    }

    public ObshellProtocolException Leap(DateTimeOffset agentNow) => new(
        "ClockDifference",
        ConnectionTexts.FormatClockJumped(agent, Amounts.Of(agentNow), Amounts.Of(Now)),
        200, agent);

    /// <summary>
    /// Each reading is compared with the first reading, so many small jumps cannot add up to a large one. A reading is a jump only when it
    /// differs from both clocks of this machine: one clock alone is not enough, because the monotonic clock stops while the machine sleeps,
    /// and the wall clock can be set.
    /// </summary>
    private static bool IsLeap(DateTimeOffset agentNow, DateTimeOffset machine, DateTimeOffset firstAgent, DateTimeOffset firstMachine, TimeSpan since)
    {
        TimeSpan allowed = Step + TimeSpan.FromTicks(since.Ticks / DriftPart);
        return (agentNow - (firstAgent + since)).Duration() > allowed && (agentNow - (machine + (firstAgent - firstMachine))).Duration() > allowed;
    }
}
