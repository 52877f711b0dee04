using System;
using System.Linq;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.GetObDagLog;

/// <summary>The log of a DAG as objects.</summary>
[Trait("Topic", "Dags")]
public sealed class GetObDagLogTests : CmdletTest
{
    [Fact]
    public void Each_log_line_has_all_its_properties_and_the_lines_are_in_the_order_of_time()
    {
        Room.Start("rt2", new RestoreBehaviour { SqlError = "Error 9040 (HY000): No enough log for restore" });
        Room.Advance(60);

        dynamic[] lines = [.. Run("Get-ObDagLog 11").ThrowIfFailed().Output];

        Assert.Equal("Pre restore check", lines[0].Node);
        dynamic last = lines[^1];
        Assert.Equal(("Start restore", "Error", "MySQL.Error"), ((string)last.Node, (string)last.Level.ToString(), (string)last.ErrorCode));
        Assert.StartsWith("[MySQL.Error]:", (string)last.Text, StringComparison.Ordinal);
        Assert.Contains(lines, l => l.Level.ToString() == "Info" && ((string)l.Text).StartsWith("Drop resource pool", StringComparison.Ordinal));
        Assert.All(lines, l => Assert.Equal(((string)l.Text).Trim(), (string)l.Text));
        Assert.All(lines, l => Assert.NotNull(l.Time));
        Assert.All(lines, l => Assert.Contains(":", (string)l.Agent, StringComparison.Ordinal));
        Assert.Equal(lines.Select(l => (DateTimeOffset)l.Time).Order(), lines.Select(l => (DateTimeOffset)l.Time));
    }

    [Theory]
    [InlineData("Get-ObTenantRestore rt2")]
    [InlineData("Get-ObTenantRestore")]
    [InlineData("Get-ObTenantRestore rt2 | ConvertTo-Json -Depth 5 | ConvertFrom-Json")]
    public void A_restore_means_its_DAG(string restore)
    {
        Room.Start();
        Room.Advance(60);

        Assert.Equal(Run("Get-ObDagLog 11").ThrowIfFailed().Output.Count, Run(restore + " | Get-ObDagLog").ThrowIfFailed().Output.Count);
        Assert.Equal("11", ((dynamic)Run(restore + " | Get-ObDag").Single()).Id);
    }

    [Fact]
    public void Level_filters()
    {
        Room.Start("rt2", new RestoreBehaviour { SqlError = "Error 9040 (HY000): No enough log for restore" });
        Room.Advance(60);

        Assert.Equal("Error", ((dynamic)Run("Get-ObDagLog 11 -Level Error").Single()).Level.ToString());
    }

    [Fact]
    public void Without_the_route_for_logs_of_sub_tasks_the_log_lines_come_from_the_DAG()
    {
        Room.Start();
        Room.Advance(60);
        int count = Run("Get-ObDagLog 11").ThrowIfFailed().Output.Count;
        Cluster.Faults.Add(new Fault
        {
            Kind = FaultKind.Custom,
            Method = "GET",
            PathPrefix = "/api/v1/task/sub_task/",
            Times = int.MaxValue,
            Custom = async context =>
            {
                context.Response.StatusCode = 404;
                context.Response.ContentType = "application/json";
                await context.Response.Body.WriteAsync("""{"successful":false,"timestamp":"2026-11-22T12:00:00Z","duration":0,"status":404,"traceId":"","error":{"code":0,"message":"404 not found"}}"""u8.ToArray());
                return true;
            },
        });

        dynamic[] lines = [.. Run("Get-ObDagLog 11").ThrowIfFailed().Output];

        Assert.Equal(count, lines.Length);
        Assert.All(lines, l => Assert.Null(l.Time));
    }

    [Fact]
    [Trait("Promise", "6")]
    public void Promise_6_secrets_in_logs_are_masked()
    {
        Room.Start("rt2", new RestoreBehaviour { SqlError = "Error 1064 (42000): near 'oss://b/d?host=h&access_id=CANARY1&access_key=CANARY2'" });
        Room.Advance(60);

        SessionResult result = Run("Get-ObDagLog 11");

        Assert.NotEmpty(result.Output);
        Assert.DoesNotContain("CANARY", result.Everything(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_id_is_an_error_and_the_logs_of_the_other_ids_are_read()
    {
        Room.Start();
        Room.Advance(60);

        SessionResult result = Run("'199', '11' | Get-ObDagLog");

        result.Error("Task.NotFound");
        Assert.NotEmpty(result.Output);
    }
}
