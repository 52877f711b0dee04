using System.Linq;
using System.Threading.Tasks;
using Obshell.Client.Secrets;
using Obshell.Client.Tests.Time;
using Obshell.Simulator;
using Xunit;

namespace Obshell.Client.Tests.Connection;

/// <summary>An agent of another cluster behind one of the addresses: it knows the same password, and ids like 11 and names like orders too.</summary>
[Trait("Promise", "6")]
[Trait("Promise", "11")]
[Trait("Promise", "15")]
[Trait("Topic", "Connection")]
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
    public async Task Promise_6_an_agent_that_does_not_say_its_cluster_is_asked_for_nothing_else()
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
    public async Task An_agent_that_says_it_later_is_used_from_then_on()
    {
        await using SimulatedCluster same = await StartAsync("obcluster", 1);
        same.Faults.Add(FaultKind.Panic, pathPrefix: WhoAreYou, times: 2);
        using ObConnection connection = await ConnectAsync(ours, same);
        await ours.Agents[0].StopAsync();

        await new ObshellClient(connection).Dags.ListAsync();

        Assert.Equal([500, 500, 200], same.Requests.All.Where(r => r.PathAndQuery == WhoAreYou).Select(r => r.Status).Select(s => s == 0 ? 500 : s));
    }

    [Fact]
    public async Task Promise_6_where_the_first_agent_did_not_say_its_cluster_no_other_one_is_used()
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
    public async Task Promise_6_another_agent_that_takes_the_address_over_gets_no_change_before_it_has_said_its_cluster()
    {
        await using var tap = new ObshellPS.Tests.Transport.WireTap(ours.Agents[0].Uri.Port);
        using ObConnection connection = await ObConnection.ConnectAsync(Options("127.0.0.1:" + tap.Port));
        tap.Target = theirs.Agents[0].Uri.Port;
        await ours.Agents[0].StopAsync();
        var client = new ObshellClient(connection);

        // On the connection that was kept it is lost with the old agent.
        Assert.Contains((await Assert.ThrowsAnyAsync<ObshellException>(() => client.Raw.InvokeAsync("DELETE", "/api/v1/tenant/rt1"))).ErrorId, new[] { "DifferentCluster", "ChangeUnknown" });
        Assert.Equal("DifferentCluster", (await Assert.ThrowsAnyAsync<ObshellException>(() => client.Raw.InvokeAsync("DELETE", "/api/v1/tenant/rt1"))).ErrorId);
        await Assert.ThrowsAnyAsync<ObshellException>(() => client.Dags.ListAsync());

        AssertOnlyAskedWhoItIs();
    }

    [Fact]
    public async Task Promise_6_one_that_takes_the_address_over_and_does_not_say_its_cluster_gets_no_change_and_no_read()
    {
        await using var tap = new ObshellPS.Tests.Transport.WireTap(ours.Agents[0].Uri.Port);
        using ObConnection connection = await ObConnection.ConnectAsync(Options("127.0.0.1:" + tap.Port));
        theirs.Faults.Add(FaultKind.Panic, pathPrefix: WhoAreYou, times: 100);
        tap.Target = theirs.Agents[0].Uri.Port;
        await ours.Agents[0].StopAsync();
        var client = new ObshellClient(connection);

        // On the connection that was kept it is lost with the old agent.
        await Assert.ThrowsAnyAsync<ObshellException>(() => client.Raw.InvokeAsync("DELETE", "/api/v1/tenant/rt1"));
        Assert.Equal("ClusterUnknown", (await Assert.ThrowsAnyAsync<ObshellException>(() => client.Raw.InvokeAsync("DELETE", "/api/v1/tenant/rt1"))).ErrorId);
        Assert.Equal("ClusterUnknown", (await Assert.ThrowsAnyAsync<ObshellException>(() => client.Dags.ListAsync())).ErrorId);

        AssertOnlyAskedWhoItIs();
    }

    [Theory]
    [InlineData("obcluster", 2)]
    [InlineData("other", 1)]
    public async Task Promise_6_the_same_name_or_the_same_number_alone_is_another_cluster(string name, int id)
    {
        await using SimulatedCluster half = await StartAsync(name, id);
        using ObConnection connection = await ConnectAsync(ours, half);
        await ours.Agents[0].StopAsync();

        await Assert.ThrowsAnyAsync<ObshellException>(() => new ObshellClient(connection).Dags.GetAsync("11"));

        Assert.Equal([WhoAreYou], half.Requests.All.Where(r => r.HeaderJson is not null).Select(r => r.PathAndQuery).Distinct());
    }

    private void AssertOnlyAskedWhoItIs()
    {
        // What could be decrypted there: the first request after a change of the agent still has the other one's key.
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
