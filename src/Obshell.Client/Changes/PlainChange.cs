using Obshell.Client.Json;

namespace Obshell.Client.Changes;

/// <summary>A change that an agent accepts with an empty answer.</summary>
public sealed class PlainChange : AgentResult
{
    internal PlainChange(string agent, string traceId, bool answerLost = false)
        : base(agent, traceId, answerLost)
    {
    }

    /// <summary>An empty answer contains no data to read.</summary>
    internal static Task<PlainChange> ReadAsync(Answer answer, CancellationToken cancellation) => Task.FromResult(new PlainChange(answer.Agent, answer.TraceId));
}
