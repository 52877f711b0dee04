namespace Obshell.Simulator;

/// <summary>The routes below /api/v1. As in gin, a fixed segment has priority over a parameter.</summary>
internal sealed class RouteTable
{
    private readonly List<Route> _routes = [];

    /// <summary>Adds a handler that runs under the cluster's lock, after all ticks up to the current time.</summary>
    public void Add(string method, string path, Func<RouteContext, HandlerResult> handle, bool isProtected = true) =>
        AddAsync(method, path, (context, _) =>
        {
            lock (context.Cluster.Gate)
            {
                context.Cluster.CatchUp();
                return ValueTask.FromResult(handle(context));
            }
        }, isProtected);

    /// <summary>Adds a handler that locks the cluster itself, because it must wait without the lock.</summary>
    public void AddAsync(string method, string path, Func<RouteContext, CancellationToken, ValueTask<HandlerResult>> handle, bool isProtected = true) =>
        _routes.Add(new Route(method, Split("/api/v1" + path), isProtected, handle));

    private static string[] Split(string path) => path[1..].Split('/');

    public (Route Route, IReadOnlyDictionary<string, string> Parameters)? Find(string method, string path)
    {
        if (!path.StartsWith('/'))
            return null;
        var segments = Split(path);
        Route? best = null;
        var bestFixed = -1;
        foreach (var route in _routes)
        {
            if (route.Method == method && Matches(route.Segments, segments) is var fixedSegments and >= 0 && fixedSegments > bestFixed)
            {
                best = route;
                bestFixed = fixedSegments;
            }
        }
        if (best is null)
            return null;
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < segments.Length; i++)
        {
            if (best.Segments[i][0] == '{')
                parameters[best.Segments[i][1..^1]] = segments[i];
        }
        return (best, parameters);
    }

    /// <returns>The number of fixed segments that match, or -1.</returns>
    private static int Matches(string[] pattern, string[] segments)
    {
        if (pattern.Length != segments.Length)
            return -1;
        var literal = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i][0] == '{')
            {
                if (segments[i].Length == 0)
                    return -1;
            }
            else if (pattern[i] == segments[i])
                literal++;
            else
                return -1;
        }
        return literal;
    }
}
