using Obshell.Client;
using Obshell.Client.Time;

namespace Obshell.Recovery.Waiting;

/// <summary>Records whether the agents answer, and for how long they have not answered.</summary>
internal sealed class AgentAnswers
{
    private readonly Clock time;
    private volatile ObshellException? fault;
    private long lastGood;

    public AgentAnswers(Clock time)
    {
        this.time = time;
        Good();
    }

    /// <summary>The fault of a request in this poll; null when all requests were answered.</summary>
    public ObshellException? Fault
    {
        get => fault;
        set => fault = value;
    }

    /// <summary>The time since the last good answer.</summary>
    public TimeSpan Silence => time.GetElapsedTime(lastGood);

    /// <summary>Sets <see cref="Silence"/> to zero: after a good answer, or after a time without requests.</summary>
    public void Good() => lastGood = time.GetTimestamp();
}
