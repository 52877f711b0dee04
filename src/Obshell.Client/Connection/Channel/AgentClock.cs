using Obshell.Client.Display;

namespace Obshell.Client.Connection.Channel;

/// <summary>
/// The agent's clock, carried on by our monotonic one: a jump of the client's wall clock changes nothing, and neither
/// does a client whose clock is wrong (trap 21). A header is good until its time is over, so whoever chooses the time chooses
/// how long a recorded one can be replayed: what TLS does not vouch for is believed only near this machine's own clock.
/// </summary>
internal sealed class AgentClock
{
    /// <summary>More than this between two clocks is not caused by the clocks.</summary>
    public static readonly TimeSpan MaxDifference = TimeSpan.FromMinutes(10);

    /// <summary>What may have been between two readings: less than the life of a header, so that no reading doubles it.</summary>
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

    /// <summary>Follows a reading if it is believable.</summary>
    /// <returns>False for a leap: the clock continues as before.</returns>
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
    /// Always measured from the first reading, so that many small steps do not add up to a large one. It is not a leap if either
    /// clock of this machine agrees: the monotonic one stops while a machine sleeps, the other one can be set.
    /// </summary>
    private static bool IsLeap(DateTimeOffset agentNow, DateTimeOffset machine, DateTimeOffset firstAgent, DateTimeOffset firstMachine, TimeSpan since)
    {
        TimeSpan allowed = Step + TimeSpan.FromTicks(since.Ticks / DriftPart);
        return (agentNow - (firstAgent + since)).Duration() > allowed && (agentNow - (machine + (firstAgent - firstMachine))).Duration() > allowed;
    }
}
