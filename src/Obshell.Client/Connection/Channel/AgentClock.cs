using Obshell.Client.Display;

namespace Obshell.Client.Connection.Channel;

/// <summary>
/// The agent's clock, continued by our monotonic clock. So a change of the client's wall clock has no effect, and the client's clock may
/// be wrong (trap 21). A header is valid until its time has passed. So an attacker who chooses the time also chooses how long a recorded
/// header can be replayed: without TLS, a time is believed only when it is near this machine's own clock.
/// </summary>
internal sealed class AgentClock
{
    /// <summary>A larger difference between two clocks has another cause than the clocks.</summary>
    public static readonly TimeSpan MaxDifference = TimeSpan.FromMinutes(10);

    /// <summary>The largest difference between two readings. It is less than the life of a header, so no reading doubles that life.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>Clocks that drift by more than a thousandth are broken.</summary>
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

    /// <summary>Takes over a reading if it is believable.</summary>
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
    /// A reading is always compared with the first reading, so that many small steps do not add up to a large one. It is not a jump if
    /// one of this machine's two clocks agrees: the monotonic one stops while the machine sleeps, and the other one can be set.
    /// </summary>
    private static bool IsLeap(DateTimeOffset agentNow, DateTimeOffset machine, DateTimeOffset firstAgent, DateTimeOffset firstMachine, TimeSpan since)
    {
        TimeSpan allowed = Step + TimeSpan.FromTicks(since.Ticks / DriftPart);
        return (agentNow - (firstAgent + since)).Duration() > allowed && (agentNow - (machine + (firstAgent - firstMachine))).Duration() > allowed;
    }
}
