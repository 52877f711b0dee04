namespace Obshell.Simulator;

/// <summary>
/// All statements of the agents that change OceanBase. As in the real agent, values are not escaped (PROTOCOL 4.5). Thread-safe.
/// </summary>
public sealed class SqlRecord
{
    private readonly Lock _gate = new();
    private readonly List<string> _statements = [];

    /// <summary>The recorded statements, in order.</summary>
    public IReadOnlyList<string> Statements
    {
        get
        {
            lock (_gate)
                return [.. _statements];
        }
    }

    /// <summary>The number of recorded statements that match a condition.</summary>
    public int Count(Func<string, bool> predicate) => Statements.Count(predicate);

    internal void Add(string statement)
    {
        lock (_gate)
            _statements.Add(statement);
    }
}
