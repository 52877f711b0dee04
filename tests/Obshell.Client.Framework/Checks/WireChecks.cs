using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Obshell.Client.Framework.Checks;

/// <summary>Checks of JSON, times, and failed connections.</summary>
internal static class WireChecks
{
    public static IEnumerable<Func<Room, Task>> All =>
    [
        JSON_can_be_written_and_read, A_restore_point_loses_no_nanoseconds, An_address_without_an_agent_causes_AgentUnreachable, A_cancelled_request_that_hangs_ends_at_once,
    ];

    private static async Task JSON_can_be_written_and_read(Room room)
    {
        using ObConnection connection = await room.ConnectAsync().ConfigureAwait(false);
        var client = new ObshellClient(connection);
        ApiResult answer = await client.Raw.InvokeAsync("GET", "/api/v1/info").ConfigureAwait(false);
        Expect.Equal(200, answer.HttpStatus);
        TenantDetail tenant = await client.Tenants.GetAsync("sys").ConfigureAwait(false);
        Expect.Equal("sys", tenant.TenantName);
        Expect.True((await client.Topology.ReadZonesAsync().ConfigureAwait(false)).Length == 3, "There are three zones.");
        Expect.True((await client.Units.ListAsync().ConfigureAwait(false)).Length > 0, "There are unit configs.");
        Expect.Equal(1795233600123456789L, JsonSerializer.Deserialize<long>("1795233600123456789"));
    }

    private static Task A_restore_point_loses_no_nanoseconds(Room room)
    {
        Expect.Equal(1795233600123456789L, RestorePoint.Parse("2026-11-21T12:00:00.123456789+08:00").Scn);
        Expect.Equal("2026-11-21T04:00:00.123456789Z", RestorePoint.FromScn(1795233600123456789L).Utc);
        return Task.CompletedTask;
    }

    private static async Task An_address_without_an_agent_causes_AgentUnreachable(Room room)
    {
        int port;
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        ObshellException error = await Expect.ThrowsAsync<ObshellException>(() => room.ConnectAsync("127.0.0.1:" + port)).ConfigureAwait(false);
        Expect.Equal("AgentUnreachable", error.ErrorId);
    }

    /// <summary>Promise 7: a cancelled request ends well within a second, even if the agent does not answer.</summary>
    private static async Task A_cancelled_request_that_hangs_ends_at_once(Room room)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        try
        {
            using var stop = new CancellationTokenSource();
            Task<ObConnection> connecting = ObConnection.ConnectAsync(
                new ConnectOptions { Server = ["127.0.0.1:" + ((IPEndPoint)listener.LocalEndpoint).Port] }, null, stop.Token);
            using TcpClient asked = await listener.AcceptTcpClientAsync().ConfigureAwait(false);
            await asked.GetStream().ReadAsync(new byte[16], 0, 16).ConfigureAwait(false);
            var clock = Stopwatch.StartNew();
            stop.Cancel();
            await Expect.ThrowsAsync<OperationCanceledException>(() => connecting).ConfigureAwait(false);
            Expect.True(clock.Elapsed < TimeSpan.FromSeconds(1), $"It took {clock.Elapsed.TotalSeconds} s.");
        }
        finally
        {
            listener.Stop();
        }
    }
}
