using System.Linq;
using System.Threading.Tasks;
using Obshell.Client.Secrets;
using Obshell.Client.Tests.Time;
using Obshell.Simulator;
using Xunit;

namespace Obshell.Client.Tests.Connection;

/// <summary>
/// One of the addresses belongs to an agent of another cluster. That cluster has the same password, and can have the same ids and names.
/// </summary>
[Trait("Promise", "6")]
[Trait("Promise", "11")]
[Trait("Promise", "15")]
[Trait("Topic", "Connecting")]
public sealed class OneClusterTests : IAsyncLifetime
{
    private const string Password = "Root#123";
    private const string WhoAreYou = "/api/v1/ob/info";

    private readonly VirtualTime time = new();
    private SimulatedCluster ours = null!;
    private SimulatedCluster theirs = null!;

    public async Task InitializeAsync()
    {
        ours = await StartAsync("obcluster", 1);
        theirs = await StartAsync("other", 2);
    }

    public async Task DisposeAsync()
    {
        await ours.DisposeAsync();
        await theirs.DisposeAsync();
    }

    [Fact]
    public async Task Promise_6_an_agent_that_does_not_report_its_cluster_gets_no_other_request()
    {
        theirs.Faults.Add(FaultKind.Panic, pathPrefix: WhoAreYou);
        using ObConnection connection = await ConnectAsync(ours, theirs);
        var client = new ObshellClient(connection);
        await ours.Agents[0].StopAsync();

        await Assert.ThrowsAnyAsync<ObshellException>(() => client.Dags.GetAsync("11"));
        await Assert.ThrowsAnyAsync<ObshellException>(() => client.Tenants.RemoveAsync("rt1"));
        await Assert.ThrowsAnyAsync<ObshellException>(() => client.Raw.InvokeAsync("DELETE", "/api/v1/tenant/rt1"));
        await Assert.ThrowsAnyAsync<ObshellException>(() => client.Restores.StartAsync(VirtualCluster.Request("rt2")));

        AssertOnlyAskedWhoItIs();
    }

    [Fact]
    public async Task An_agent_is_used_as_soon_as_it_has_reported_its_cluster()
    {
        await using SimulatedCluster same = await StartAsync("obcluster", 1);
        same.Faults.Add(FaultKind.Panic, pathPrefix: WhoAreYou, times: 2);
        using ObConnection connection = await ConnectAsync(ours, same);
        await ours.Agents[0].StopAsync();

        await new ObshellClient(connection).Dags.ListAsync();

        Assert.Equal([500, 500, 200], same.Requests.All.Where(r => r.PathAndQuery == WhoAreYou).Select(r => r.Status).Select(s => s == 0 ? 500 : s));
    }

    [Fact]
    public async Task Promise_6_if_the_first_agent_did_not_report_its_cluster_no_other_agent_is_used()
    {
        ours.Faults.Add(FaultKind.Panic, pathPrefix: WhoAreYou);
        using ObConnection connection = await ConnectAsync(ours, theirs);
        var client = new ObshellClient(connection);
        await client.Dags.ListAsync();
        await ours.Agents[0].StopAsync();

        await Assert.ThrowsAnyAsync<ObshellException>(() => client.Dags.ListAsync());
        await Assert.ThrowsAnyAsync<ObshellException>(() => client.Tenants.RemoveAsync("rt1"));

        AssertOnlyAskedWhoItIs();
    }

    [Fact]
    public async Task Promise_6_a_new_agent_at_the_address_gets_no_change_before_it_has_reported_its_cluster()
    {
        await using var tap = new ObshellPS.Tests.Transport.WireTap(ours.Agents[0].Uri.Port);
        using ObConnection connection = await ObConnection.ConnectAsync(Options("127.0.0.1:" + tap.Port));
        tap.Target = theirs.Agents[0].Uri.Port;
        await ours.Agents[0].StopAsync();
        var client = new ObshellClient(connection);

        // This request can be sent on the kept connection. Then it is lost with the old agent.
        Assert.Contains((await Assert.ThrowsAnyAsync<ObshellException>(() => client.Raw.InvokeAsync("DELETE", "/api/v1/tenant/rt1"))).ErrorId, new[] { "DifferentCluster", "ChangeUnknown" });
        Assert.Equal("DifferentCluster", (await Assert.ThrowsAnyAsync<ObshellException>(() => client.Raw.InvokeAsync("DELETE", "/api/v1/tenant/rt1"))).ErrorId);
        await Assert.ThrowsAnyAsync<ObshellException>(() => client.Dags.ListAsync());

        AssertOnlyAskedWhoItIs();
    }

    [Fact]
    public async Task Promise_6_a_new_agent_at_the_address_that_does_not_report_its_cluster_gets_no_request()
    {
        await using var tap = new ObshellPS.Tests.Transport.WireTap(ours.Agents[0].Uri.Port);
        using ObConnection connection = await ObConnection.ConnectAsync(Options("127.0.0.1:" + tap.Port));
        theirs.Faults.Add(FaultKind.Panic, pathPrefix: WhoAreYou, times: 100);
        tap.Target = theirs.Agents[0].Uri.Port;
        await ours.Agents[0].StopAsync();
        var client = new ObshellClient(connection);

        // This request can be sent on the kept connection. Then it is lost with the old agent.
        await Assert.ThrowsAnyAsync<ObshellException>(() => client.Raw.InvokeAsync("DELETE", "/api/v1/tenant/rt1"));
        Assert.Equal("ClusterUnknown", (await Assert.ThrowsAnyAsync<ObshellException>(() => client.Raw.InvokeAsync("DELETE", "/api/v1/tenant/rt1"))).ErrorId);
        Assert.Equal("ClusterUnknown", (await Assert.ThrowsAnyAsync<ObshellException>(() => client.Dags.ListAsync())).ErrorId);

        AssertOnlyAskedWhoItIs();
    }

    [Theory]
    [InlineData("obcluster", 2)]
    [InlineData("other", 1)]
    public async Task Promise_6_an_agent_with_only_the_same_cluster_name_or_only_the_same_id_is_not_used(string name, int id)
    {
        await using SimulatedCluster half = await StartAsync(name, id);
        using ObConnection connection = await ConnectAsync(ours, half);
        await ours.Agents[0].StopAsync();

        await Assert.ThrowsAnyAsync<ObshellException>(() => new ObshellClient(connection).Dags.GetAsync("11"));

        Assert.Equal([WhoAreYou], half.Requests.All.Where(r => r.HeaderJson is not null).Select(r => r.PathAndQuery).Distinct());
    }

    private void AssertOnlyAskedWhoItIs()
    {
        // Requests that this agent could decrypt. The first request after the change of the agent is still encrypted with the old agent's
        // key.
        Assert.DoesNotContain(theirs.Requests.All, r => r.HeaderJson is not null && r.PathAndQuery != WhoAreYou);
        Assert.Empty(theirs.Sql.Statements);
    }

    private Task<SimulatedCluster> StartAsync(string name, int id) => SimulatedCluster.StartAsync(
        new SimulatorOptions { RootPassword = Password, ClusterName = name, ClusterId = id, ManualClock = true, TimeProvider = time.OfAgents });

    private ConnectOptions Options(params string[] servers) => new()
    {
        Server = servers,
        Password = SecretText.Protect(Password),
        TimeProvider = time,
    };

    private Task<ObConnection> ConnectAsync(params SimulatedCluster[] clusters) =>
        ObConnection.ConnectAsync(Options([.. clusters.Select(c => c.Agents[0].Uri.ToString())]));
}
