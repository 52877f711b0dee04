using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Obshell.Client;

namespace Obshell.Recovery.Drills.Query;

/// <summary>
/// Decides to which servers a drill logs in. The agent reports the server of a tenant. Over plain HTTP, an attacker could change this
/// answer, so that the drill sends the production login to the attacker's server. So a drill logs in only to hosts that the user named, or
/// that an agent reported over verified TLS.
/// </summary>
public sealed class SqlEndpoints
{
    private const string Parameter = "SqlServer";

    private readonly IReadOnlyList<(string Host, int Port)> named;
    private readonly bool isVouchedFor;

    /// <summary>Reads the servers and agents that the user named.</summary>
    /// <param name="servers">Servers that the user named for SQL, <c>host</c> or <c>host:port</c>.</param>
    /// <param name="agents">The agents that the user named, <c>host:port</c>. The host of each agent also has an OceanBase server.</param>
    /// <param name="isVouchedFor">Whether the agents answer over TLS with a checked certificate.</param>
    /// <exception cref="ObshellInputException">A text is not a valid server.</exception>
    public SqlEndpoints(IEnumerable<string> servers, IEnumerable<string> agents, bool isVouchedFor)
    {
        this.isVouchedFor = isVouchedFor;
        named = [.. servers.Select(Parse), .. agents.Select(a => (Parse(a).Host, 0))];
    }

    /// <returns>
    /// The host to connect to; null when a login to this server is not allowed. If the user named the host, it is returned as the user
    /// wrote it.
    /// </returns>
    internal async Task<string?> AdmitAsync(string host, int port)
    {
        (string Host, int Port)[] fitting = [.. named.Where(n => n.Port == 0 || n.Port == port)];
        if (fitting.FirstOrDefault(n => IsSame(n.Host, host)).Host is { } same)
        {
            return same;
        }

        // Agents report IP addresses, and users write host names. If a host name from the user has the reported address, the name is used,
        // because the certificate contains the name. Only names from the user are resolved.
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            foreach ((string name, _) in fitting.Where(n => !IPAddress.TryParse(n.Host, out _)))
            {
                if (await HasAddressAsync(name, address).ConfigureAwait(false))
                {
                    return name;
                }
            }
        }

        return isVouchedFor ? host : null;
    }

    private static async Task<bool> HasAddressAsync(string name, IPAddress address)
    {
        try
        {
            return (await Dns.GetHostAddressesAsync(name).ConfigureAwait(false)).Any(a => Plain(a).Equals(Plain(address)));
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return false;
        }
    }

    private static bool IsSame(string left, string right) =>
        IPAddress.TryParse(left, out IPAddress? one) && IPAddress.TryParse(right, out IPAddress? other)
            ? Plain(one).Equals(Plain(other))
            : string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>
    /// Reads <c>host</c>, <c>host:port</c>, <c>[::1]:port</c> or an IPv6 address without a port. The port is 0 when the text has none.
    /// </summary>
    private static (string Host, int Port) Parse(string text)
    {
        string host = (text ?? "").Trim();
        int port = 0;
        int colon = host.LastIndexOf(':');
        bool isBareIPv6 = host.IndexOf(':') != colon && !host.StartsWith("[", StringComparison.Ordinal);
        if (colon >= 0 && !isBareIPv6 && host.IndexOf(']') < colon)
        {
            if (!int.TryParse(host.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535)
            {
                throw Fault(DrillQueryTexts.FormatNotAPort(TextFault.Quote(host.Substring(colon + 1))));
            }

            host = host.Substring(0, colon);
        }

        host = host.Trim('[', ']');
        return Uri.CheckHostName(host) != UriHostNameType.Unknown
            ? (host, port)
            : throw Fault(DrillQueryTexts.FormatNotAHost(TextFault.Quote(host)));
    }

    private static ObshellInputException Fault(string message) => new(new InputFault("InvalidSqlServer", Parameter, message));
}
