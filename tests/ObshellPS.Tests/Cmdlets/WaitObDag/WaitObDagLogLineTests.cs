using System;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.WaitObDag;

/// <summary>Without a screen for a progress bar, each change of state is one information line in the log.</summary>
[Trait("Topic", "Waiting")]
public sealed class WaitObDagLogLineTests
{
    [Fact]
    public async Task Without_a_screen_each_change_of_state_is_one_information_line_and_no_progress_is_written()
    {
        SessionResult result = await WaitAsync(null, "Wait-ObDag 11");

        Assert.Empty(result.Progress);
        string[] lines = [.. result.Information.Where(i => i.Tags.Contains("ObshellPS.Progress")).Select(i => i.MessageData.ToString()!)];

        // Each line has the time, in a form that -Timestamp accepts.
        Assert.All(lines, l => Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z Restore of tenant 'rt2' \\(DAG 11\\): stage ", l));
        Assert.Equal(lines.Distinct(), lines);
        Assert.Contains(lines, l => l.Contains("3/5 Wait restore task finish (RUNNING)", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("5/5 Upgrade tenant (SUCCEED)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_screen_there_is_a_progress_bar_and_no_information_line()
    {
        SessionResult result = await WaitAsync(new RecordingHost(), "Wait-ObDag 11");

        Assert.NotEmpty(result.Progress);
        Assert.DoesNotContain(result.Information, i => i.Tags.Contains("ObshellPS.Progress"));
    }

    [Fact]
    public async Task After_a_failed_poll_the_wait_still_writes_lines_and_the_verdict_is_Restored()
    {
        SessionResult result = await WaitAsync(null, "Wait-ObDag 11", room => room.Cluster.Faults.Add(FaultKind.BadGateway502Html, pathPrefix: "/api/v1/task/dag/11", times: 1));

        Assert.Contains(result.Information, i => i.Tags.Contains("ObshellPS.Progress"));
        Assert.Equal("Restored", ((dynamic)result.Single()).Verdict.ToString());
    }

    private static async Task<SessionResult> WaitAsync(RecordingHost? host, string script, Action<ConnectedSession>? weather = null)
    {
        var room = new ConnectedSession(null, host);
        await room.InitializeAsync();
        try
        {
            room.Start();
            room.AdvanceAtEachLook(1);
            weather?.Invoke(room);
            return room.Run(script).ThrowIfFailed();
        }
        finally
        {
            await room.DisposeAsync();
        }
    }
}
