using Obshell.Client;
using Obshell.Client.Time;

namespace Obshell.Recovery.Waiting;

/// <summary>Whether the agents answer at present, and since when they do not.</summary>
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

    /// <summary>Why an answer of this round is missing; null when none is.</summary>
    public ObshellException? Fault
    {
        get => fault;
        set => fault = value;
    }

    /// <summary>How long no good answer has come.</summary>
    public TimeSpan Silence => time.GetElapsedTime(lastGood);

    /// <summary>A good answer came, or nothing was asked before.</summary>
    public void Good() => lastGood = time.GetTimestamp();
}
