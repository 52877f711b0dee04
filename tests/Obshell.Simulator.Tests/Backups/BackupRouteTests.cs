using System.Threading.Tasks;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>PROTOCOL-BACKUP 1: the order in which a request is checked.</summary>
public sealed class BackupRouteTests : BackupTest
{
    [Theory]
    [InlineData("GET", "overview")]
    [InlineData("POST", "")]
    [InlineData("PATCH", "log")]
    [InlineData("POST", "config")]
    public async Task Checks_are_in_the_order_identity_sys_database_tenant_body(string method, string route)
    {
        Task<TestAnswer> SendAsync(string tenant, string body = "[]") => Client.SendAsync(method, $"/api/v1/tenant/{tenant}/backup{(route.Length > 0 ? "/" + route : "")}", method == "GET" ? null : body);
        var agent = Cluster.Agents[0];
        agent.Identity = "MASTER";
        Refused(400, "Agent.Identify.NotSupportOperation", await SendAsync("sys"));
        agent.Identity = "CLUSTER AGENT";
        agent.ObState = 0;
        Refused(400, "OB.Tenant.SysOperationNotAllowed", await SendAsync("sys"));
        Refused(500, "OB.Server.Process.NotExist", await SendAsync("nosuch"));
        agent.ObState = 3;
        Refused(400, "OB.Tenant.NotExist", await SendAsync("nosuch"));
        if (method != "GET")
            Refused(400, "Common.BindJsonFailed", await SendAsync("shop"));
    }
}
