namespace Obshell.Simulator;

/// <summary>The open SQL connections of the cluster, by their number: what <c>KILL</c> looks in. Thread-safe.</summary>
internal sealed class SqlSessions
{
    private readonly Lock _gate = new();
    private readonly Dictionary<uint, SqlConnection> _open = [];
    private uint _last = 3221487615;

    public int Count
    {
        get
        {
            lock (_gate)
                return _open.Count;
        }
    }

    /// <summary>OceanBase counts from high up, beside the server's number.</summary>
    public uint Add(SqlConnection connection)
    {
        lock (_gate)
        {
            _open[++_last] = connection;
            return _last;
        }
    }

    public void Remove(uint id)
    {
        lock (_gate)
            _open.Remove(id);
    }

    /// <returns>False when there is no such session.</returns>
    public bool Kill(uint id, bool wholeSession)
    {
        SqlConnection? connection;
        lock (_gate)
            connection = _open.GetValueOrDefault(id);
        connection?.Interrupt(wholeSession);
        return connection is not null;
    }

    public void CloseAll()
    {
        SqlConnection[] all;
        lock (_gate)
            all = [.. _open.Values];
        Array.ForEach(all, c => c.Interrupt(wholeSession: true));
    }
}
