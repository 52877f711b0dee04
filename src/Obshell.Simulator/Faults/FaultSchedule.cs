namespace Obshell.Simulator;

/// <summary>
/// The faults for future requests. For each request, the first fault that matches and is not used up (<see cref="Fault.Times"/>) is used.
/// Thread-safe.
/// </summary>
public sealed class FaultSchedule
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];

    /// <summary>Adds a fault and returns it.</summary>
    public Fault Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_gate)
            _faults.Add(fault);
        return fault;
    }

    /// <summary>Adds a fault for the next requests, or for the next requests with a given method or path.</summary>
    public Fault Add(FaultKind kind, string? method = null, string? pathPrefix = null, int times = 1) =>
        Add(new Fault { Kind = kind, Method = method, PathPrefix = pathPrefix, Times = times });

    /// <summary>Removes all faults.</summary>
    public void Clear()
    {
        lock (_gate)
            _faults.Clear();
    }

    internal Fault? Take(string method, string target, int agentIndex)
    {
        lock (_gate)
        {
            foreach (var fault in _faults)
            {
                if (fault.Method is { } m && !m.Equals(method, StringComparison.OrdinalIgnoreCase)
                    || fault.PathPrefix is { } prefix && !target.StartsWith(prefix, StringComparison.Ordinal)
                    || fault.AgentIndex is { } index && index != agentIndex
                    || fault.Hits >= fault.Times)
                {
                    continue;
                }
                if (fault.Passed < fault.Skip)
                {
                    fault.Passed++;
                    continue;
                }
                fault.Hits++;
                return fault;
            }
            return null;
        }
    }
}
