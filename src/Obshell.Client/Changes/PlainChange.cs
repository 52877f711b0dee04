using Obshell.Client.Json;

namespace Obshell.Client.Changes;

/// <summary>A change that an agent accepts with an empty answer.</summary>
public sealed class PlainChange : AgentResult
{
    internal PlainChange(string agent, string traceId, bool answerLost = false)
        : base(agent, traceId, answerLost)
    {
    }

    internal static Task<PlainChange> ReadAsync(Answer answer, CancellationToken cancellation) => Task.FromResult(new PlainChange(answer.Agent, answer.TraceId));
}
