using System.Linq;
using System.Net.NetworkInformation;

namespace ObshellPS.Tests.Stopping;

/// <summary>The operating system's own word on who is connected to a port of this machine.</summary>
internal static class OpenConnections
{
    /// <summary>Connections whose client has not closed them.</summary>
    public static int Of(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Count(c => c.RemoteEndPoint.Port == port && c.State is TcpState.Established);

    /// <summary>Clients that wait to be let in.</summary>
    public static int Knocking(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Count(c => c.RemoteEndPoint.Port == port && c.State is TcpState.SynSent);
}
