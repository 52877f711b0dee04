using Obshell.Client.Json;

namespace Obshell.Client.Changes;

/// <summary>A change that an agent accepts without more words.</summary>
public sealed class PlainChange : AgentResult
{
    internal PlainChange(string agent, string traceId, bool answerLost = false)
        : base(agent, traceId, answerLost)
    {
    }

    /// <summary>There is nothing in such an answer.</summary>
    internal static Task<PlainChange> ReadAsync(Answer answer, CancellationToken cancellation) => Task.FromResult(new PlainChange(answer.Agent, answer.TraceId));
}
