using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.WaitObDag;

/// <summary>
/// What a wait shows: a progress bar that does not delay the work, one verbose line for each request, and each change of state.
/// </summary>
[Trait("Topic", "Waiting")]
public sealed partial class WaitObDagStreamTests : CmdletTest
{
    [Fact]
    public void Verbose_shows_one_complete_line_for_each_request()
    {
        Room.AdvanceAtEachLook(5);

        SessionResult result = Run("Start-ObTenantRestore @good -Verbose | Wait-ObDag -Verbose").ThrowIfFailed();

        Match[] lines = [.. result.Verbose.Select(v => RequestLine().Match(v)).Where(m => m.Success)];
        Assert.Equal(
            Requests.Select(r => $"{r.Method} {r.PathAndQuery} {r.Status} {r.TraceId}"),
            lines.Select(m => $"{m.Groups["method"]} {m.Groups["path"]} {m.Groups["status"]} {m.Groups["trace"]}"));
        Assert.All(lines, m => Assert.Equal(Cluster.Agents[0].Uri.Authority, m.Groups["agent"].Value));
    }

    [Fact]
    public void Verbose_shows_each_change_of_stage_and_the_verdict()
    {
        Room.Start();
        Room.AdvanceAtEachLook(2);

        SessionResult result = Run("Wait-ObDag 11 -Verbose").ThrowIfFailed();

        Assert.Contains(result.Verbose, v => v.Contains("Wait restore task finish", StringComparison.Ordinal));
        Assert.Contains(result.Verbose, v => v.Contains("verdict Restored", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_Verbose_nothing_is_written_to_the_verbose_stream() => Assert.Empty(Run("Start-ObTenantRestore @good; Wait-ObDag 11 -Timeout 0").Verbose);

    [Fact]
    public void Debug_shows_the_bodies_of_requests_and_answers()
    {
        SessionResult result = Run("$DebugPreference = 'Continue'; Start-ObTenantRestore @good").ThrowIfFailed();

        Assert.Contains(result.Debug, d => d.StartsWith("sent ", StringComparison.Ordinal) && d.Contains("restore_tenant_name", StringComparison.Ordinal));
        Assert.Contains(result.Debug, d => d.StartsWith("received ", StringComparison.Ordinal) && d.Contains("Restore backup_rt2", StringComparison.Ordinal));
    }

    [Fact]
    public void An_ended_DAG_is_returned_while_the_wait_for_others_continues()
    {
        Room.Start("a1");
        Room.Advance(60);
        Room.Start("a2");

        // The next command of the pipeline advances the clock. So the second DAG can only end if the first was already returned.
        Session.SetVariable("pass", (Action)(() => Room.Advance(60)));
        SessionResult result = Run("Wait-ObDag 11, 12 -Timeout 20 | ForEach-Object { $pass.Invoke(); $_ }").ThrowIfFailed();

        Assert.Equal(["11", "12"], result.Output.Select(d => (string)((dynamic)d).Id));
    }

    [Fact]
    public void The_progress_bar_shows_tenant_and_stage_and_is_removed_at_the_end()
    {
        Room.Start();
        Room.AdvanceAtEachLook(2);

        SessionResult result = Run("Wait-ObDag 11").ThrowIfFailed();

        Assert.Contains(result.Progress, p => p.Activity.Contains("rt2", StringComparison.Ordinal) && p.StatusDescription.Contains("Wait restore task finish", StringComparison.Ordinal));
        Assert.All(result.Progress, p => Assert.InRange(p.PercentComplete, -1, 100));
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
        Assert.Single(result.Progress, p => p.RecordType == ProgressRecordType.Completed);
    }

    [Fact]
    public void The_progress_bar_shows_bytes_from_the_overview()
    {
        Room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(220), TotalBytes = 10L << 30 });
        Room.AdvanceAtEachLook(50);

        SessionResult result = Run("Wait-ObDag 11").ThrowIfFailed();

        Assert.Contains(result.Progress, p => Regex.IsMatch(p.StatusDescription, @"^\d+ %, .+ of 10\.0 GB.*, stage 3/5 Wait restore task finish"));
    }

    [Fact]
    public void During_log_replay_the_progress_bar_says_so_and_is_below_100_percent()
    {
        Room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(400), TotalBytes = 10L << 30, LogShare = 0.5 });
        Room.Advance(300);
        Assert.All(Run("Get-ObTenantRestore rt2").Output, r => Assert.Equal(10L << 30, (long)((dynamic)r).Job.FinishBytes));
        Room.AdvanceAtEachLook(20);

        ProgressRecord[] bars = [.. Run("Wait-ObDag 11").ThrowIfFailed().Progress.Where(p => p.RecordType == ProgressRecordType.Processing)];

        Assert.Contains(bars, p => Regex.IsMatch(p.StatusDescription, @"^Replaying logs, [1-9][0-9] %, up to \S+Z.*, stage 3/5 Wait restore task finish"));
        Assert.All(bars.Where(p => !p.StatusDescription.Contains("SUCCEED", StringComparison.Ordinal)), p =>
        {
            Assert.InRange(p.PercentComplete, 0, 99);
            Assert.DoesNotMatch(@"\b100 %|\b0(\.0)? s left", p.StatusDescription);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    public async Task The_progress_bar_is_written_at_most_four_times_a_second(int count)
    {
        Session.InvokeWithInput("$dags = $input | Start-ObTenantRestore", Enumerable.Range(1, count).Select(i => ConnectedSession.Good("a" + i))).ThrowIfFailed();
        Room.AdvanceAtEachLook(1);
        var drawn = new ConcurrentQueue<TimeSpan>();
        var clock = Stopwatch.StartNew();
        using RunningScript running = Session.Begin("$dags | Wait-ObDag");
        running.Streams.Progress.DataAdded += (sender, e) =>
        {
            if (((PSDataCollection<ProgressRecord>)sender!)[e.Index].RecordType == ProgressRecordType.Processing)
            {
                drawn.Enqueue(clock.Elapsed);
            }
        };

        (await running.EndAsync()).ThrowIfFailed();

        TimeSpan[] times = [.. drawn];
        Assert.NotEmpty(times);
        Assert.All(times, start => Assert.InRange(times.Count(t => t >= start && t < start + TimeSpan.FromSeconds(1)), 1, 4));
    }

    [GeneratedRegex(@"^(?<method>GET|POST|DELETE|PATCH) (?<path>/api/v1/\S+) (?<status>\d+) [\d.]+ ms trace (?<trace>[0-9a-f]{16}) agent (?<agent>\S+)$")]
    private static partial Regex RequestLine();
}
