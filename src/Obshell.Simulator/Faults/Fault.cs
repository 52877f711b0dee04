using Microsoft.AspNetCore.Http;

namespace Obshell.Simulator;

/// <summary>One fault: the requests that it affects, and its effect.</summary>
public sealed class Fault
{
    /// <summary>The HTTP method; null matches any method.</summary>
    public string? Method { get; init; }

    /// <summary>The start of the raw request target, such as <c>/api/v1/task/dag/</c>; null matches any target.</summary>
    public string? PathPrefix { get; init; }

    /// <summary>The index of the agent; null matches any agent.</summary>
    public int? AgentIndex { get; init; }

    /// <summary>The number of matching requests that pass before the fault begins.</summary>
    public int Skip { get; init; }

    /// <summary>The number of matching requests that the fault then affects; <see cref="int.MaxValue"/> for all.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The effect of the fault.</summary>
    public FaultKind Kind { get; init; }

    /// <summary>The real time to wait before the fault or the slow answer.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The value of the Retry-After header: seconds or an HTTP date.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>
    /// True if the agent must execute the request before the fault; null means the default of the kind. For example, true gives a 504 for a
    /// request that was executed.
    /// </summary>
    public bool? HandlerRuns { get; init; }

    /// <summary>
    /// For <see cref="FaultKind.Custom"/>: a function that writes the answer and returns true, or returns false so that the request passes.
    /// </summary>
    public Func<HttpContext, Task<bool>>? Custom { get; init; }

    /// <summary>The number of requests that the fault has affected.</summary>
    public int Hits { get; internal set; }

    internal int Passed { get; set; }

    internal bool RunsHandler => HandlerRuns ?? Kind is FaultKind.DropAfterHandler or FaultKind.TruncateAnswer or FaultKind.SlowAnswer
        or FaultKind.EmptyBody200 or FaultKind.NullData or FaultKind.NullContents or FaultKind.OneByteAtATime;
}
