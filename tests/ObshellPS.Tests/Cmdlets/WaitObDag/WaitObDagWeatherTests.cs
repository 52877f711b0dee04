using System;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.WaitObDag;

/// <summary>Promise 8: a wait continues during network and agent failures, and the module never invents an answer.</summary>
[Trait("Promise", "8")]
[Trait("Category", "Slow")]
[Trait("Topic", "Waiting")]
public sealed class WaitObDagWeatherTests : CmdletTest
{
    [Theory]
    [InlineData(FaultKind.DropBeforeHandler)]
    [InlineData(FaultKind.DropAfterHandler)]
    [InlineData(FaultKind.TruncateAnswer)]
    [InlineData(FaultKind.BadGateway502Html)]
    [InlineData(FaultKind.Unavailable503)]
    [InlineData(FaultKind.GatewayTimeout504)]
    [InlineData(FaultKind.TooManyRequests429)]
    [InlineData(FaultKind.EmptyBody200)]
    [InlineData(FaultKind.NotJson)]
    [InlineData(FaultKind.HtmlPage)]
    [InlineData(FaultKind.NullData)]
    [InlineData(FaultKind.Panic)]
    [InlineData(FaultKind.OneByteAtATime)]
    public void Promise_8_a_wait_continues_after_an_invalid_answer(FaultKind kind)
    {
        Room.Start();
        Cluster.Faults.Add(kind, pathPrefix: "/api/v1/task/dag", times: 2);
        Room.AdvanceAtEachLook(60);

        dynamic dag = Run("Wait-ObDag 11").Single();

        Assert.Equal("Restored", dag.Verdict.ToString());
        Assert.Single(Room.RestoreStatements);
    }

    [Theory]
    [InlineData(FaultKind.NullContents)]
    [InlineData(FaultKind.BadGateway502Html)]
    [InlineData(FaultKind.TruncateAnswer)]
    public void Promise_8_an_invalid_list_does_not_end_the_wait_for_a_running_DAG(FaultKind kind)
    {
        Room.Start("a1");
        Room.Start("a2");
        Cluster.Faults.Add(kind, pathPrefix: "/api/v1/task/dag/ob/unfinish", times: 2);
        Room.AdvanceAtEachLook(4);

        SessionResult result = Run("Wait-ObDag 11, 12").ThrowIfFailed();

        Assert.All(result.Output, d => Assert.Equal("Restored", ((dynamic)d).Verdict.ToString()));
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public void Promise_8_a_wait_continues_after_a_restart_of_the_agent()
    {
        AtTheSecondLook(agent => agent.RestartAsync());

        Assert.Equal("Restored", ((dynamic)Run("Wait-ObDag 11").Single()).Verdict.ToString());
    }

    [Fact]
    public void Promise_8_after_a_key_change_the_new_key_is_read_once()
    {
        AtTheSecondLook(agent => agent.NewHomeAsync());

        Assert.Equal("Restored", ((dynamic)Run("Wait-ObDag 11").Single()).Verdict.ToString());
        Assert.Equal(1, Requests.Count(r => r.PathAndQuery == "/api/v1/secret"));
    }

    [Fact]
    public void Promise_8_a_clock_jump_without_TLS_ends_the_wait_and_a_new_connection_can_continue_it()
    {
        Room.Start();
        Cluster.Agents[0].ClockOffset = TimeSpan.FromMinutes(9);
        Room.AdvanceAtEachLook(20);

        Assert.StartsWith("ClockDifference", Run("Wait-ObDag 11").AllErrors[0].FullyQualifiedErrorId, StringComparison.Ordinal);
        Run("$null = Connect-ObCluster -Server $args[0] -Password $args[1]", Cluster.Agents[0].Uri.Authority, Secret.Of(ConnectedSession.RootPassword)).ThrowIfFailed();
        Assert.Equal("Restored", ((dynamic)Run("Wait-ObDag 11").Single()).Verdict.ToString());
    }

    [Fact]
    public async Task Promise_8_an_agent_that_is_down_is_skipped()
    {
        var room = new ConnectedSession(new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, ManualClock = true, AgentCount = 2 });
        await room.InitializeAsync();
        try
        {
            room.Start();
            await room.Cluster.Agents[0].StopAsync();
            room.AdvanceAtEachLook(20);

            SessionResult result = room.Run("Wait-ObDag 11");

            Assert.Equal("Restored", ((dynamic)result.Single()).Verdict.ToString());
            Assert.Contains(room.Requests, r => r.AgentIndex == 1);
        }
        finally
        {
            await room.DisposeAsync();
        }
    }

    [Fact]
    public void Promise_8_faults_are_reported_on_the_verbose_stream()
    {
        Room.Start();
        Cluster.Faults.Add(FaultKind.BadGateway502Html, pathPrefix: "/api/v1/task/dag", times: 1);
        Room.AdvanceAtEachLook(60);

        SessionResult result = Run("Wait-ObDag 11 -Verbose").ThrowIfFailed();

        Assert.Contains(result.Verbose, v => v.Contains("still waiting", StringComparison.Ordinal) && v.Contains("GatewayError", StringComparison.Ordinal));
    }

    [Fact]
    public void Promise_8_after_a_failed_read_of_the_job_the_restore_is_still_confirmed()
    {
        Room.Start();
        Room.Advance(60);
        Cluster.Faults.Add(FaultKind.BadGateway502Html, pathPrefix: "/api/v1/tenant/rt2/restore/overview", times: 2);

        Assert.Equal("Restored", ((dynamic)Run("Wait-ObDag 11").Single()).Verdict.ToString());
    }

    [Fact]
    public void A_changed_password_ends_the_wait_with_the_agents_error_and_advice_how_to_continue()
    {
        Room.Start();
        int looks = 0;
        Cluster.Faults.Add(new Fault
        {
            Kind = FaultKind.Custom,
            Method = "GET",
            PathPrefix = "/api/v1/task/dag/11",
            Times = int.MaxValue,
            Custom = async context =>
            {
                if (++looks < 2)
                {
                    return false;
                }

                context.Response.StatusCode = 401;
                context.Response.ContentType = "application/json";
                byte[] body = """{"successful":false,"timestamp":"2026-11-21T12:00:00Z","duration":0,"status":401,"traceId":"t","error":{"code":10008,"errCode":"Security.Authentication.IncorrectOceanbasePassword","message":"Unauthorized: OceanBase password is incorrect"}}"""u8.ToArray();
                await context.Response.Body.WriteAsync(body);
                return true;
            },
        });

        SessionResult result = Run("Wait-ObDag 11");

        Assert.Contains("Wait-ObDag 11", result.Error("Security.Authentication.IncorrectOceanbasePassword").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(2, looks);
    }

    /// <summary>Runs <paramref name="happen"/> just before the second read of the DAG. Each read advances the clock.</summary>
    private void AtTheSecondLook(Func<SimulatedAgent, Task> happen)
    {
        Room.Start();
        Cluster.Requests.Clear();
        int looks = 0;
        Cluster.Faults.Add(new Fault
        {
            Kind = FaultKind.Custom,
            Method = "GET",
            PathPrefix = "/api/v1/task/dag/11",
            Times = int.MaxValue,
            Custom = context =>
            {
                Room.Advance(5);
                if (++looks == 2)
                {
                    // The agent stops while it handles this request. This is not awaited, because the stop waits for the request.
                    context.Abort();
                    _ = Task.Run(() => happen(Cluster.Agents[0]));
                    return Task.FromResult(true);
                }

                return Task.FromResult(false);
            },
        });
    }
}
