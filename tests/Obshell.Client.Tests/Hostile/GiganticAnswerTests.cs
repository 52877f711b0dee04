using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Secrets;
using Obshell.Client.Tests.Time;
using Obshell.Reliability;
using Xunit;
using Xunit.Abstractions;

namespace Obshell.Client.Tests.Hostile;

/// <summary>
/// Answers of the largest size that the transport accepts, with content that is expensive to decode. Memory and time must stay limited.
/// </summary>
[Trait("Category", "Reliability")]
[Trait("Promise", "8")]
[Collection(nameof(AloneCollection))]
[Trait("Category", "Slow")]
[Trait("Topic", "Hostile")]
public sealed class GiganticAnswerTests
{
    private const int Size = HttpTransport.MaxAnswerBytes - 1024;
    private const long MostBytes = 1024L * 1024 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly ITestOutputHelper output;

    public GiganticAnswerTests(ITestOutputHelper output) => this.output = output;

    /// <summary>
    /// If a shape has more values than the reader accepts, the shape is tested again with the largest accepted number of values.
    /// </summary>
    private static IEnumerable<(string Name, string Before, string Unit, string After, int Most)> Monsters => Shapes.SelectMany(s => s.TokensInUnit == 0
        ? [(s.Name, s.Before, s.Unit, s.After, int.MaxValue)]
        : new[] { (s.Name, s.Before, s.Unit, s.After, int.MaxValue), ("as many as are let through: " + s.Name, s.Before, s.Unit, s.After, (EnvelopeReader.MaxTokens - 100) / s.TokensInUnit) });

    private static IReadOnlyList<(string Name, string Before, string Unit, string After, int TokensInUnit)> Shapes =>
    [
        ("empty objects", "{\"contents\":[", "{},", "{}]}", 2),
        ("empty lists", "{\"contents\":[", "[],", "[]]}", 2),
        ("digits", "{\"contents\":[", "1,", "1]}", 1),
        ("one text", "{\"contents\":\"", "x", "\"}", 0),
        ("one escaped text", "{\"name\":\"", "\\u00e9", "\"}", 0),
        ("one number", "{\"dag_id\":1", "9", "}", 0),
        ("one name", "{\"", "n", "\":1}", 0),
        ("members", "{\"additional_data\":{", "\"a\":1,", "\"b\":2}}", 2),
        ("log lines", "{\"id\":\"11\",\"nodes\":[{\"sub_tasks\":[{\"task_logs\":[", "\"a\",", "\"b\"]}]}]}", 1),
        ("a log of passwords", "{\"id\":\"11\",\"nodes\":[{\"sub_tasks\":[{\"task_logs\":[\"", "password=IDENTIFIED BY \\\"Token\\\":[", "\"]}]}]}", 0),
        ("nodes", "{\"id\":\"11\",\"nodes\":[", "{},", "{}]}", 2),
        ("servers", "{\"zones\":[{\"servers\":[", "{\"stats\":{}},", "{}]}]}", 5),
        ("windows", "{\"restore_windows\":[", "{\"start_time\":\"2026-11-20T00:00:00Z\",\"end_time\":\"2026-11-20T00:00:00Z\"},", "{}]}", 6),
        ("white space", "{\"contents\":[", " ", "]}", 0),
        ("nesting", "", "[", "", 0),
    ];

    private static readonly (string Name, Func<ObshellClient, Task<object?>> Run)[] Readers =
    [
        ("dag", async c => await c.Dags.GetAsync("11")),
        ("dags", async c => await c.Dags.ListAsync()),
        ("zones", async c => await c.Topology.ReadZonesAsync()),
        ("tenants", async c => await c.Tenants.ListAsync()),
        ("windows", async c => await c.Backups.ReadWindowsAsync(new StorageUri("file:///b/d"), new StorageUri("file:///b/l"))),
        ("free GET", async c => await c.Raw.InvokeAsync("GET", "/api/v1/x")),
    ];

    [Fact]
    public async Task Promise_8_The_largest_answers_need_limited_memory_and_time()
    {
        (string Name, double Factor, long Bytes) dearest = default;
        (string Name, TimeSpan Time) slowest = default;
        int count = 0;
        foreach ((string name, string before, string unit, string after, int most) in Monsters)
        {
            byte[] body = Build(before, unit, after, Effort.Of(Size / 32, Size), most);
            foreach ((string reader, Func<ObshellClient, Task<object?>> run) in Readers)
            {
                using var agent = new GigantAgent(KeyText.Any, body);
                using ObConnection connection = await ObConnection.ConnectAsync(
                    new ConnectOptions { Server = ["10.0.0.1"], AllowUnencryptedAuthentication = true, Password = SecretText.Protect("Root#123"), Handler = agent, TimeProvider = new VirtualTime() });
                agent.IsHonest = false;
                long before1 = GC.GetTotalAllocatedBytes(precise: true);
                var clock = Stopwatch.StartNew();
                string outcome = "result";
                try
                {
                    object? result = await Task.Run(() => run(new ObshellClient(connection))).WaitAsync(Longest);
                    GC.KeepAlive(result);
                }
                catch (ObshellException e)
                {
                    outcome = e.ErrorId;
                }

                TimeSpan time = clock.Elapsed;
                long bytes = GC.GetTotalAllocatedBytes(precise: true) - before1;
                string what = $"{name}, read as {reader}";
                output.WriteLine($"{bytes >> 20,6} MB {time.TotalMilliseconds,8:0} ms  {what}: {outcome}");
                count++;
                dearest = bytes > dearest.Bytes ? (what, bytes / (double)body.Length, bytes) : dearest;
                slowest = time > slowest.Time ? (what, time) : slowest;
                Assert.True(bytes < MostBytes, $"{what}: {bytes >> 20} MB were allocated.");
            }
        }

        Figures.Write(
            "hostile-gigantic",
            ("Answers of the greatest size, of the dearest shapes", "", count.ToString(CultureInfo.InvariantCulture)),
            ("Bytes allocated for one, retries included", $"{MostBytes >> 20:N0} MB", $"{dearest.Bytes >> 20:N0} MB ({dearest.Name})"),
            ("Longest", $"{Longest.TotalSeconds:0} s", $"{slowest.Time.TotalSeconds:0.0} s ({slowest.Name})"));
    }

    private static byte[] Build(string before, string unit, string after, int size, int most)
    {
        string head = "{\"successful\":true,\"timestamp\":\"2026-11-22T12:00:00Z\",\"data\":" + before;
        string tail = after + "}";
        int times = Math.Min(most, (size - head.Length - tail.Length) / unit.Length);
        using var body = new MemoryStream(size);
        body.Write(Encoding.ASCII.GetBytes(head));
        byte[] block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(unit, Math.Min(times, 4096))));
        for (int left = times; left > 0; left -= 4096)
        {
            body.Write(block, 0, Math.Min(left, 4096) * unit.Length);
        }

        body.Write(Encoding.ASCII.GetBytes(tail));
        return body.ToArray();
    }
}
