using System.Linq;
using System.Net.NetworkInformation;

namespace ObshellPS.Tests.Stopping;

/// <summary>The connections to a port of this machine, as the operating system reports them.</summary>
internal static class OpenConnections
{
    /// <summary>Connections whose client has not closed them.</summary>
    public static int Of(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Count(c => c.RemoteEndPoint.Port == port && c.State is TcpState.Established);

    /// <summary>Connections that are not accepted yet.</summary>
    public static int Knocking(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Count(c => c.RemoteEndPoint.Port == port && c.State is TcpState.SynSent);
}
