namespace Obshell.Simulator;

/// <summary>
/// All requests to the agents, in the order of their answers. Each request is recorded just before its answer is sent. Thread-safe.
/// </summary>
public sealed class RequestRecord
{
    private readonly Lock _gate = new();
    private readonly List<RecordedRequest> _all = [];

    /// <summary>The recorded requests.</summary>
    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (_gate)
                return [.. _all];
        }
    }

    /// <summary>The number of recorded requests that match a condition.</summary>
    public int Count(Func<RecordedRequest, bool> predicate) => All.Count(predicate);

    /// <summary>Removes all recorded requests.</summary>
    public void Clear()
    {
        lock (_gate)
            _all.Clear();
    }

    internal void Add(RecordedRequest request)
    {
        lock (_gate)
            _all.Add(request);
    }
}
