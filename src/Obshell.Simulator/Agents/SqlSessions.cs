namespace Obshell.Simulator;

/// <summary>The open SQL connections of the cluster by id, so that <c>KILL</c> finds them. Thread-safe.</summary>
internal sealed class SqlSessions
{
    private readonly Lock _gate = new();
    private readonly Dictionary<uint, Action<bool>> _open = [];
    private uint _last = 3221487615;

    public int Count
    {
        get
        {
            lock (_gate)
                return _open.Count;
        }
    }

    /// <summary>
    /// Adds a session and returns its id. As in OceanBase, the ids start at a high number, because the id contains the number of the
    /// server.
    /// </summary>
    /// <param name="interrupt">Ends the running query. If its argument is true, it ends the whole connection.</param>
    public uint Add(Action<bool> interrupt)
    {
        lock (_gate)
        {
            _open[++_last] = interrupt;
            return _last;
        }
    }

    public void Remove(uint id)
    {
        lock (_gate)
            _open.Remove(id);
    }

    /// <returns>False when no session has this id.</returns>
    public bool Kill(uint id, bool wholeSession)
    {
        Action<bool>? interrupt;
        lock (_gate)
            interrupt = _open.GetValueOrDefault(id);
        interrupt?.Invoke(wholeSession);
        return interrupt is not null;
    }

    public void CloseAll()
    {
        Action<bool>[] all;
        lock (_gate)
            all = [.. _open.Values];
        Array.ForEach(all, interrupt => interrupt(true));
    }
}
