using Xunit;

namespace Obshell.Client.Tests.Topology;

/// <summary>The text that shows a server of the cluster.</summary>
[Trait("Topic", "Resources")]
public sealed class ObServerTests
{
    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1:2882")]
    [InlineData("fe80::1", "[fe80::1]:2882")]
    public void An_IPv6_address_is_written_in_brackets(string ip, string server) =>
        Assert.Equal(server, new ObServer { Ip = ip, SvrPort = 2882 }.Server);
}
