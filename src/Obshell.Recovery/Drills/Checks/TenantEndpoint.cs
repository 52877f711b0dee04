using System.Globalization;
using Obshell.Client;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Drills.Checks;

/// <summary>
/// The server and port for SQL connections to a tenant. Only a server with a unit of the tenant accepts logins of the tenant's users. The
/// tenant's resource pools list these servers. The agent's connection string always contains the server next to the agent, but this server
/// may have no unit of the tenant.
/// </summary>
/// <param name="Host">Empty when unknown.</param>
/// <param name="Port">0 when unknown.</param>
internal readonly record struct TenantEndpoint(string Host, int Port)
{
    private const string Running = "RUNNING";

    public static TenantEndpoint Unknown => new("", 0);

    public static async Task<TenantEndpoint> FindAsync(ObshellClient client, TenantDetail tenant, CancellationToken cancellation)
    {
        TenantEndpoint named = tenant.ConnectionStrings
            .Where(c => string.Equals(c.Type, "DIRECT", StringComparison.OrdinalIgnoreCase))
            .Select(c => Parse(c.ConnectionString))
            .FirstOrDefault(e => e.Port > 0);
        List<(string Ip, int Port)> homes = Homes(tenant);
        if (homes.Count == 0 || (named.Port > 0 && homes.Exists(h => h.Ip == named.Host)))
        {
            return named.Port > 0 ? named : Unknown;
        }

        Reading<ObZone[]> zones = await Reading<ObZone[]>.OfAsync(client.Topology.ReadZonesAsync(cancellation)).ConfigureAwait(false);
        ObServer? home = (zones.Value ?? []).SelectMany(z => z.Servers)
            .Where(s => homes.Contains((s.Ip, s.SvrPort)) && s.SqlPort > 0 && IsHost(s.Ip))
            .OrderByDescending(s => s.Status == Running)
            .FirstOrDefault();

        // If no better server is known, the server of the connection string is used. If this server refuses the login, the check reports
        // the refusal.
        return home is not null ? new TenantEndpoint(home.Ip, home.SqlPort) : named.Port > 0 ? named : Unknown;
    }

    /// <summary>Reads a command line such as <c>obclient -h10.0.0.1 -P2881 -uroot@t1 -p</c>.</summary>
    internal static TenantEndpoint Parse(string commandLine)
    {
        string host = "";
        int port = 0;
        foreach (string word in commandLine.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.StartsWith("-h", StringComparison.Ordinal))
            {
                host = word.Substring(2);
            }
            else if (word.StartsWith("-P", StringComparison.Ordinal))
            {
                port = ReadPort(word.Substring(2));
            }
        }

        return port > 0 && IsHost(host) ? new TenantEndpoint(host, port) : Unknown;
    }

    /// <summary>
    /// The servers of <c>observer_list</c>, each as <c>ip:port</c> with the RPC port. The agent sends a list, or one text with commas.
    /// </summary>
    private static List<(string Ip, int Port)> Homes(TenantDetail tenant)
    {
        var homes = new List<(string, int)>();
        foreach (TenantPool pool in tenant.Pools ?? [])
        {
            IEnumerable<string> servers = pool.ObserverList switch
            {
                string text => text.Split(','),
                IEnumerable<object?> list => list.OfType<string>(),
                _ => [],
            };
            foreach (string server in servers)
            {
                int colon = server.LastIndexOf(':');
                if (colon > 0 && ReadPort(server.Substring(colon + 1)) is > 0 and var port)
                {
                    homes.Add((server.Substring(0, colon).Trim().Trim('[', ']'), port));
                }
            }
        }

        return homes;
    }

    private static int ReadPort(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= 65535 ? port : 0;

    /// <summary>
    /// Whether the text is an IP address or a host name. The SQL library would read a comma as two hosts, and a slash as a local pipe.
    /// </summary>
    private static bool IsHost(string text) =>
        text.Length is > 0 and <= 255 && text.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or ':' or '_');
}
