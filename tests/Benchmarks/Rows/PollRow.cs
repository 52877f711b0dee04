using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Benchmarks.Measuring;
using Obshell.Benchmarks.Processes;
using Obshell.Client;
using Obshell.Client.Encryption;
using Obshell.Client.Secrets;

namespace Obshell.Benchmarks.Rows;

/// <summary>One poll of one DAG: the module's client compared with a socket that sends a prepared header.</summary>
internal sealed class PollRow : IRow
{
    private const string Uri = "/api/v1/task/dag/11?show_details=false";
    private const int Polls = 400;
    private const int Rounds = 31;

    public string Name => "poll";

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        using var simulator = new SimulatorProcess();
        using ObConnection connection = await simulator.ConnectAsync();
        var client = new ObshellClient(connection).Once;
        await client.Restores.StartAsync(SimulatorProcess.Restore("rt1"));
        using var socket = new RawSocket(simulator.Address);
        byte[] request = Prepare(simulator, socket);

        double Client() => Timed(() => Poll(client).GetAwaiter().GetResult());
        double Raw() => Timed(() => socket.Ask(request));
        _ = Samples.Compare(5, Client, Raw);
        request = Prepare(simulator, socket);
        (double ours, double raw, double ratio) = Samples.Compare(Rounds, Client, Raw);

        // These figures are measured after the warm-up, for all threads of the process.
        long before = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
        await Poll(client);
        double bytes = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Polls;
        double cpu = (Process.GetCurrentProcess().TotalProcessorTime - cpuBefore).TotalMicroseconds / Polls;
        return
        [
            new Figure("one poll, against a raw socket with a prepared header", "at most 1.10 times", string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00} times ({ours:0} and {raw:0} microseconds)"), ratio <= 1.10),
            new Figure("allocated for one poll, transport included", "at most 6144 bytes", string.Create(CultureInfo.InvariantCulture, $"{bytes:0} bytes"), bytes <= 6144),
            new Figure("processor time of the client for one poll, transport and kernel included", "", string.Create(CultureInfo.InvariantCulture, $"{cpu:0} microseconds"), null),
        ];
    }

    private static async Task Poll(ObshellClient client)
    {
        for (int i = 0; i < Polls; i++)
        {
            await client.Dags.GetAsync("11", detailed: false, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <returns>The duration of one poll in microseconds.</returns>
    private static double Timed(Action polls)
    {
        long started = Stopwatch.GetTimestamp();
        polls();
        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / Polls;
    }

    private static double Timed(Func<ReadOnlySpan<byte>> poll) => Timed(() =>
    {
        for (int i = 0; i < Polls; i++)
        {
            poll();
        }
    });

    private delegate TResult Func<out TResult>() where TResult : allows ref struct;

    /// <summary>A header is valid for 60 s. The rounds of one measurement must end within this time.</summary>
    private static byte[] Prepare(SimulatorProcess simulator, RawSocket socket)
    {
        string open = $"Host: {simulator.Address.Authority}\r\nAccept: application/json\r\n";
        ReadOnlySpan<byte> secret = socket.Ask(Encoding.ASCII.GetBytes($"GET /api/v1/secret HTTP/1.1\r\n{open}\r\n"));
        var key = AgentKey.Parse(System.Text.Json.JsonDocument.Parse(secret.ToArray()).RootElement.GetProperty("data").GetProperty("public_key").GetString()!);
        string header = RequestHeader.Create(
            key, SecretText.Protect(SimulatorRole.RootPassword), DateTimeOffset.UtcNow + RequestHeader.Lifetime, Uri, keys: null);
        return Encoding.ASCII.GetBytes($"GET {Uri} HTTP/1.1\r\n{open}{RequestHeader.RootScheme}: {header}\r\n\r\n");
    }
}
