using Obshell.Client;
using Obshell.Client.Time;

namespace Obshell.Recovery.Waiting;

/// <summary>Whether the agents answer at present, and how long they have not answered.</summary>
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

    /// <summary>Why an answer of this round is missing; null when no answer is missing.</summary>
    public ObshellException? Fault
    {
        get => fault;
        set => fault = value;
    }

    /// <summary>The time since the last good answer.</summary>
    public TimeSpan Silence => time.GetElapsedTime(lastGood);

    /// <summary>Records that a good answer came, or that no request was sent before.</summary>
    public void Good() => lastGood = time.GetTimestamp();
}
