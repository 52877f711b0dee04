using Microsoft.AspNetCore.Http;

namespace Obshell.Simulator;

/// <summary>One fault: which requests it affects and what it does to them.</summary>
public sealed class Fault
{
    /// <summary>HTTP method; null matches any.</summary>
    public string? Method { get; init; }

    /// <summary>How the raw request target must begin, such as <c>/api/v1/task/dag/</c>; null matches any.</summary>
    public string? PathPrefix { get; init; }

    /// <summary>Index of the agent; null matches any.</summary>
    public int? AgentIndex { get; init; }

    /// <summary>How many matching requests pass first without the fault.</summary>
    public int Skip { get; init; }

    /// <summary>How many matching requests it affects after that; <see cref="int.MaxValue"/> means all.</summary>
    public int Times { get; init; } = 1;

    /// <summary>What happens.</summary>
    public FaultKind Kind { get; init; }

    /// <summary>Real time to wait before the fault (or the slow answer).</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Value of a Retry-After header, seconds or an HTTP date.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>Overrides whether the request is executed before the fault; for example a 504 whose request was executed.</summary>
    public bool? HandlerRuns { get; init; }

    /// <summary>For <see cref="FaultKind.Custom"/>: writes the answer itself and returns true, or returns false to let the request pass.</summary>
    public Func<HttpContext, Task<bool>>? Custom { get; init; }

    /// <summary>How many requests it has affected so far.</summary>
    public int Hits { get; internal set; }

    internal int Passed { get; set; }

    internal bool RunsHandler => HandlerRuns ?? Kind is FaultKind.DropAfterHandler or FaultKind.TruncateAnswer or FaultKind.SlowAnswer
        or FaultKind.EmptyBody200 or FaultKind.NullData or FaultKind.NullContents or FaultKind.OneByteAtATime;
}
