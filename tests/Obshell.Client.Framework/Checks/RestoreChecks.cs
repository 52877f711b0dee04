using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Recovery;
using Obshell.Recovery.Preflight;
using Obshell.Recovery.Waiting;

namespace Obshell.Client.Framework.Checks;

/// <summary>A restore from start to end.</summary>
internal static class RestoreChecks
{
    public static IEnumerable<Func<Room, Task>> All => [A_restore_is_started_and_watched_to_its_end, A_refused_restore_causes_the_agents_error, A_preflight_reports_everything_and_the_restore_window_only_if_a_GET_can_have_a_body];

    private static async Task A_restore_is_started_and_watched_to_its_end(Room room)
    {
        using ObConnection connection = await room.ConnectAsync().ConfigureAwait(false);
        var client = new ObshellClient(connection);
        RestoreStart start = await client.Restores.StartAsync(Request("rt2", "s1")).ConfigureAwait(false);
        Expect.Equal("rt2", start.Dag.TenantName);

        var record = new Record();
        var watch = new DagWatch(new ObshellClient(connection), new WaitOptions { ReadProgress = true }, record);
        watch.Add(start.Dag.Id);
        watch.CompleteAdding();
        await watch.RunAsync(CancellationToken.None).ConfigureAwait(false);

        DagDetail end = record.Ended!;
        Expect.Equal(DagVerdict.Restored, end.Verdict);
        Expect.Equal(true, end.Restore!.IsSuccess);
        Expect.Equal(1795233600123456789L, end.Restore.RestoreScn);
        Expect.Equal(5, end.Nodes.Length);
        Expect.True((await client.DagLogs.ReadAsync(end).ConfigureAwait(false)).Length > 0, "There are logs.");
        await client.Tenants.RemoveAsync("rt2").ConfigureAwait(false);
    }

    private static async Task A_refused_restore_causes_the_agents_error(Room room)
    {
        using ObConnection connection = await room.ConnectAsync().ConfigureAwait(false);
        ObshellApiException error = await Expect.ThrowsAsync<ObshellApiException>(
            () => new ObshellClient(connection).Restores.StartAsync(Request("rt3", "nosuch"))).ConfigureAwait(false);
        Expect.Equal("OB.Resource.UnitConfig.NotExist", error.ErrorId);
    }

    private static async Task A_preflight_reports_everything_and_the_restore_window_only_if_a_GET_can_have_a_body(Room room)
    {
        using ObConnection connection = await room.ConnectAsync().ConfigureAwait(false);
        var client = new ObshellClient(connection);
        RestoreSource source = await client.Backups.ReadSourceAsync(new StorageUri("file:///data/backup/data")).ConfigureAwait(false);
        Expect.Equal("src", source.TenantName);

        PreflightReport report = await new PreflightRun(client).TestAsync(Request("rt4", "s1"), null, default).ConfigureAwait(false);
        PreflightFinding windows = report.Findings.Single(f => f.Name == "RestoreWindow");
#if NETFRAMEWORK
        bool canAsk = Http.WinHttpRoute.IsAvailable;
#else
        const bool canAsk = true;
#endif
        Expect.Equal(canAsk ? PreflightVerdict.Passed : PreflightVerdict.Unknown, windows.Verdict);
        Expect.True(report.Findings.Count(f => f.Verdict == PreflightVerdict.Passed) > 5, "More could be reported: " + string.Join("; ", report.Findings.Select(f => f.ToString())));
    }

    private static TenantRestoreRequest Request(string tenant, string unitConfig) => new()
    {
        DataBackupUri = new StorageUri("file:///data/backup/data"),
        ArchiveLogUri = new StorageUri("file:///data/backup/clog"),
        RestoreTenantName = tenant,
        Until = RestorePoint.Parse("2026-11-21T12:00:00.123456789+08:00"),
        ZoneList = [new ZoneParam("zone1", unitConfig, 1), new ZoneParam("zone2", unitConfig, 1), new ZoneParam("zone3", unitConfig, 1)],
    };

    private sealed class Record : IDagWatchObserver
    {
        public DagDetail? Ended { get; private set; }

        public void Changed(AgentDag? before, AgentDag now)
        {
        }

        public void Progress(AgentDag now, RestoreOverview? job)
        {
        }

        public void Resumed(DagDetail ended, DagChange? change, ObshellException? refusal)
        {
        }

        public void TimedOut(string id, AgentDag? last) => throw new InvalidOperationException("The wait ran out of time.");

        public void Lost(string id, AgentDag? last, ObshellException why) => throw why;

        public void Stalled(AgentDag now, AgentAddress agent)
        {
        }

        public void Disturbed(ObshellException why) => throw why;

        void IDagWatchObserver.Ended(DagDetail dag) => Ended = dag;
    }
}
