namespace Obshell.Simulator;

/// <summary>Every changing statement that the agent would have sent to OceanBase, unescaped as it is (PROTOCOL 4.5). Thread-safe.</summary>
public sealed class SqlRecord
{
    private readonly Lock _gate = new();
    private readonly List<string> _statements = [];

    /// <summary>The statements so far, in order.</summary>
    public IReadOnlyList<string> Statements
    {
        get
        {
            lock (_gate)
                return [.. _statements];
        }
    }

    /// <summary>How many statements so far satisfy a condition.</summary>
    public int Count(Func<string, bool> predicate) => Statements.Count(predicate);

    internal void Add(string statement)
    {
        lock (_gate)
            _statements.Add(statement);
    }
}
