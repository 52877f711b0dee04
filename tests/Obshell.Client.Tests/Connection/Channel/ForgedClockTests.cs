using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Obshell.Client.Connection.Channel;
using Obshell.Client.Secrets;
using Obshell.Client.Tests.Time;
using Obshell.Simulator;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Client.Tests.Connection.Channel;

/// <summary>
/// An attacker on the network forges the time in the agent's answers. If the client trusted this time, recorded requests would stay valid
/// for any time. The attacker could also delay a change, and the client would then send it twice.
/// </summary>
[Trait("Promise", "6")]
[Trait("Promise", "15")]
[Trait("Topic", "Connecting")]
public sealed class ForgedClockTests
{
    private const string Password = "Root#123";
    private const string Create = "/api/v1/unit/config";

    [Theory]
    [InlineData(11)]
    [InlineData(-11)]
    [InlineData(72 * 365 * 24 * 60)]
    public async Task Promise_6_an_agent_with_a_wrong_clock_gets_no_login_without_TLS(int minutes)
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(
            new SimulatorOptions { RootPassword = Password, ClockOffset = TimeSpan.FromMinutes(minutes) });

        var error = await Assert.ThrowsAsync<ObshellProtocolException>(() => ConnectAsync(cluster));

        Assert.Equal("ClockDifference", error.ErrorId);
        Assert.Contains(Shown(TestCalendar.Now), error.Message, StringComparison.Ordinal);
        Assert.Contains(Shown(TestCalendar.Now.AddMinutes(minutes)), error.Message, StringComparison.Ordinal);
        Assert.Contains("-AllowClockDifference", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Requests.All, r => r.HeaderName is not null);
    }

    [Fact]
    public async Task A_wrong_clock_is_accepted_with_AllowClockDifference()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(
            new SimulatorOptions { RootPassword = Password, ClockOffset = TimeSpan.FromDays(-3) });

        using ObConnection connection = await ConnectAsync(cluster, allowed: true);

        Assert.InRange((connection.ClockSkew + TimeSpan.FromDays(3)).Duration().TotalSeconds, 0, 2);
    }

    [Fact]
    public async Task Promise_6_a_forged_clock_during_a_session_does_not_make_headers_valid_longer()
    {
        await using VirtualCluster room = await VirtualCluster.StartAsync();
        room.Cluster.Requests.Clear();
        Forge(room, "/api/v1/task/dags/ob", 401, "2099-01-01T00:00:00Z");
        Forge(room, "/api/v1/time", 200, "2099-01-01T00:00:00Z");

        var error = await Assert.ThrowsAsync<ObshellProtocolException>(() => room.Client.Dags.ListAsync());
        await room.Client.Dags.ListAsync();

        Assert.Equal("ClockDifference", error.ErrorId);
        Assert.Contains("2099-01-01T00:00:00Z", error.Message, StringComparison.Ordinal);
        Assert.All(Headers(room), h => Assert.InRange(Ts(h), 0, room.Time.OfAgents.GetUtcNow().ToUnixTimeSeconds() + 60));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(29)]
    [InlineData(61)]
    [InlineData(3600)]
    [Trait("Promise", "5")]
    public async Task Promise_5_after_a_forged_error_Expired_a_change_is_not_sent_again(int? forgedSeconds)
    {
        await using VirtualCluster room = await VirtualCluster.StartAsync();
        DateTimeOffset now = room.Time.OfAgents.GetUtcNow();
        int sent = 0;
        room.Cluster.Faults.Add(Forged(Create, 401, now, () =>
        {
            // The attacker also delays the change.
            sent++;
            room.Time.Advance(TimeSpan.FromSeconds(45));
        }));
        if (forgedSeconds is { } seconds)
        {
            Forge(room, "/api/v1/time", 200, (now + TimeSpan.FromSeconds(45 + seconds)).ToString("O", CultureInfo.InvariantCulture));
        }

        var error = await Assert.ThrowsAnyAsync<ObshellException>(() => CreateAsync(room));

        Assert.Contains(error.ErrorId, new[] { "Security.Authentication.Expired", "ClockDifference" });
        Assert.Equal(1, sent);
    }

    /// <summary>Agents before 4.3.1 have the same error for every failed login. Their time is in the answer of /api/v1/info.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(29)]
    [InlineData(61)]
    [Trait("Promise", "5")]
    public async Task Promise_5_after_a_forged_refusal_of_an_old_agent_a_change_is_not_sent_again(int forgedSeconds)
    {
        await using VirtualCluster room = await VirtualCluster.StartAsync();
        DateTimeOffset now = room.Time.OfAgents.GetUtcNow();
        int sent = 0;
        room.Cluster.Faults.Add(Forged("POST", Create, 401, now, "\"error\":{\"code\":10008,\"message\":\"Verification failed\"}", () =>
        {
            sent++;
            room.Time.Advance(TimeSpan.FromSeconds(45));
        }));
        room.Cluster.Faults.Add(Forged("GET", "/api/v1/info", 200, now.AddSeconds(45 + forgedSeconds), "\"data\":{\"identity\":\"CLUSTER AGENT\",\"version\":\"4.2.6.0-1\",\"supportedAuth\":[\"v2\"]}", null));
        room.Cluster.Requests.Clear();

        var error = await Assert.ThrowsAsync<ObshellApiException>(() => CreateAsync(room));

        Assert.Equal(401, error.HttpStatus);
        Assert.Equal(1, sent);
        Assert.Contains(room.Cluster.Requests.All, r => r.PathAndQuery == "/api/v1/info");
    }

    [Fact]
    public async Task A_change_whose_header_really_expired_before_it_arrived_is_sent_again_once()
    {
        await using VirtualCluster room = await VirtualCluster.StartAsync();
        room.Cluster.Faults.Add(Forged(Create, 401, room.Time.OfAgents.GetUtcNow(), () => room.Time.Advance(TimeSpan.FromSeconds(62))));
        room.Cluster.Requests.Clear();

        await CreateAsync(room);

        Assert.Equal("/api/v1/time", room.Cluster.Requests.All[^2].PathAndQuery);
        Assert.Equal((Create, 200), (room.Cluster.Requests.All[^1].PathAndQuery, room.Cluster.Requests.All[^1].Status));
    }

    [Fact]
    public async Task After_seven_days_of_clock_drift_a_read_is_refused_once_and_then_answered()
    {
        await using VirtualCluster room = await VirtualCluster.StartAsync();
        room.Time.Advance(TimeSpan.FromDays(7));
        room.Cluster.Agents[0].ClockOffset = TimeSpan.FromSeconds(90);
        room.Cluster.Requests.Clear();

        await room.Client.Dags.ListAsync();
        await room.Client.Dags.ListAsync(DagScope.Agent);

        Assert.Equal([401, 200, 200], room.Cluster.Requests.All.Where(r => r.HeaderName is not null).Select(r => r.Status));
    }

    [Fact]
    public void Many_small_clock_steps_cannot_add_up_to_a_large_step()
    {
        var time = new VirtualTime();
        var clock = new AgentClock(time, "a:1", isVouchedFor: false, allowsDifference: false);
        DateTimeOffset start = time.GetUtcNow();
        Assert.True(clock.Follow(start));
        for (int i = 1; i < 100; i++)
        {
            clock.Follow(clock.Now + TimeSpan.FromSeconds(20));
        }

        Assert.InRange((clock.Now - start).TotalSeconds, 0, 31);
    }

    [Fact]
    public void Sleep_and_a_clock_change_of_this_machine_are_not_treated_as_a_clock_jump_of_the_agent()
    {
        var time = new VirtualTime();
        var clock = new AgentClock(time, "a:1", isVouchedFor: false, allowsDifference: false);
        DateTimeOffset start = time.GetUtcNow();
        Assert.True(clock.Follow(start));

        // Sleep: the monotonic clock was stopped.
        time.WallClockJump = TimeSpan.FromHours(3);
        Assert.True(clock.Follow(start + TimeSpan.FromHours(3)));

        // Clock change: only the wall clock changed.
        Assert.True(clock.Follow(start + TimeSpan.FromSeconds(1)));
        Assert.False(clock.Follow(start + TimeSpan.FromHours(1)));
    }

    [Fact]
    public void Over_TLS_the_agents_clock_is_trusted()
    {
        var time = new VirtualTime();
        var clock = new AgentClock(time, "a:1", isVouchedFor: true, allowsDifference: false);
        Assert.True(clock.Follow(time.GetUtcNow() + TimeSpan.FromDays(1)));
        Assert.True(clock.Follow(time.GetUtcNow() - TimeSpan.FromDays(1)));
        Assert.InRange(clock.Skew.TotalDays, -1.01, -0.99);
    }

    private static Task CreateAsync(VirtualCluster room) =>
        room.Client.Units.CreateAsync(new UnitConfigSpec { Name = "u9", MaxCpu = 2, MemorySize = "2G" });

    private static Task<ObConnection> ConnectAsync(SimulatedCluster cluster, bool allowed = false) => ObConnection.ConnectAsync(new ConnectOptions
    {
        Server = [cluster.Agents[0].Uri.ToString()],
        Password = SecretText.Protect(Password),
        AllowClockDifference = allowed,
    });

    private static IEnumerable<JsonNode> Headers(VirtualCluster room) =>
        room.Cluster.Requests.All.Where(r => r.HeaderJson is not null).Select(r => JsonNode.Parse(r.HeaderJson!)!);

    private static long Ts(JsonNode header) => long.Parse((string)header["Ts"]!, CultureInfo.InvariantCulture);

    /// <summary>The beginning of the time text, up to the hour.</summary>
    private static string Shown(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:", CultureInfo.InvariantCulture);

    private static void Forge(VirtualCluster room, string path, int status, string timestamp) =>
        room.Cluster.Faults.Add(Forged(path, status, DateTimeOffset.Parse(timestamp, CultureInfo.InvariantCulture), null));

    private static Fault Forged(string path, int status, DateTimeOffset time, Action? before) => Forged(
        path == Create ? "POST" : "GET", path, status, time,
        status == 200 ? "\"data\":\"x\"" : "\"error\":{\"code\":10008,\"errCode\":\"Security.Authentication.Expired\",\"message\":\"Unauthorized: expired\"}", before);

    private static Fault Forged(string method, string path, int status, DateTimeOffset time, string outcome, Action? before) => new()
    {
        Kind = FaultKind.Custom,
        Method = method,
        PathPrefix = path,
        Custom = async context =>
        {
            before?.Invoke();
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(
                $"{{\"successful\":{(status == 200 ? "true" : "false")},\"timestamp\":\"{time:O}\",\"status\":{status},\"traceId\":\"t\",{outcome}}}"));
            return true;
        },
    };
}
