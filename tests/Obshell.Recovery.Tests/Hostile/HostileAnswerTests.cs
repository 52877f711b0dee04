using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CsCheck;
using Obshell.Client;
using Obshell.Client.Secrets;
using Obshell.Client.Tests.Hostile;
using Obshell.Client.Tests.Time;
using Obshell.Reliability;
using Xunit;
using Xunit.Abstractions;

namespace Obshell.Recovery.Tests.Hostile;

/// <summary>
/// For every answer of an agent, an operation returns a result or throws an ObshellException. The operation throws no other exception, does
/// not hang, needs limited memory, and shows no password in an error. A failure prints the CsCheck seed. The variable <c>CsCheck_Seed</c>
/// with this seed repeats the failure. <c>OBSHELLPS_HOSTILE=NUMBER</c> or <c>FROM+NUMBER</c> runs this number of sessions, always the same
/// ones (.ci/hostile).
/// </summary>
[Trait("Category", "Reliability")]
[Trait("Promise", "8")]
[Trait("Category", "Slow")]
[Collection(nameof(AloneCollection))]
[Trait("Topic", "Hostile")]
public sealed class HostileAnswerTests
{
    private const long MostHeap = 1024L * 1024 * 1024;

    private const int OperationsOnOne = 10;

    /// <summary>
    /// The step from one operation to the next. It has no common factor with the number of operations, so that the steps reach all
    /// operations.
    /// </summary>
    private const int Stride = 11;

    /// <summary>Time limit for all requests of one operation on a busy machine. Some operations send hundreds of requests.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly ITestOutputHelper output;

    public HostileAnswerTests(ITestOutputHelper output) => this.output = output;

    [Fact]
    public void Promise_8_Every_hostile_answer_ends_in_a_result_or_in_a_typed_error()
    {
        Row? row = Row.Asked;
        int wanted = row is null ? Effort.Of(10_000, 1_000_000) : 0;
        var tally = new Tally();
        var clock = Stopwatch.StartNew();
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        Gen<(ulong Seed, int Operation)> cases = Gen.Select(Gen.ULong, Gen.Int[0, Operation.All.Count]);
        row?.Run((seed, first) => Run(seed, first, tally));
        while (tally.Answers < wanted)
        {
            int operations = Math.Clamp((wanted - tally.Answers) / 30, 100, 5_000);
            cases.Sample(c => Run(c.Seed, c.Operation, tally), iter: operations, threads: Environment.ProcessorCount);
        }

        foreach ((string name, int count) in tally.Outcomes.OrderByDescending(o => o.Value))
        {
            output.WriteLine($"{count,8} {name}");
        }

        Assert.True(tally.PeakHeap < MostHeap, $"The heap reached {tally.PeakHeap >> 20} MB.");

        if (row is not null)
        {
            return;
        }

        // If all answers were invalid JSON, only the first step of the decoding would be tested.
        Assert.True(tally.Outcomes["result"] > tally.Operations / 20, "Hardly any answer was let through.");
        Assert.True(tally.Outcomes.Count > 12, "Hardly any kind of error was met.");
        Figures.Write(
            "hostile-answers",
            ("Hostile answers decoded", (Effort.IsFull ? "1,000,000" : "10,000") + " or more", tally.Answers.ToString("N0", CultureInfo.InvariantCulture)),
            ("Operations of the client over them", "", $"{tally.Operations:N0} ({Operation.All.Count + 1} kinds)"),
            ("Exceptions outside the ObshellException family", "0", "0"),
            ("Errors that repeat the password", "0", "0"),
            ("Longest operation", "20 s", $"{tally.LongestMilliseconds:N0} ms"),
            ("Largest answer", "", $"{tally.LargestAnswer:N0} bytes"),
            ("Highest heap seen", "1,024 MB", $"{tally.PeakHeap >> 20:N0} MB"),
            ("Kinds of typed errors met", "", (tally.Outcomes.Count - 1).ToString(CultureInfo.InvariantCulture)),
            ("Wall time; processor time", "", $"{clock.Elapsed.TotalSeconds:N0} s; {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:N0} s"));
    }

    /// <summary>
    /// Connects and runs several operations with the same connection, because one answer can cause a failure in a later operation.
    /// </summary>
    private static void Run(ulong seed, int first, Tally tally)
    {
        using var agent = new HostileAgent(seed, KeyText.Any);
        var options = new ConnectOptions
        {
            Server = ["10.0.0.1"],
            AllowUnencryptedAuthentication = true,
            Password = SecretText.Protect(HostileJson.Canary),
            Handler = agent,
            TimeProvider = new VirtualTime(),
        };

        // Connecting is tested as an operation too. In this case the agent is hostile from the beginning.
        agent.IsHonest = first < Operation.All.Count;
        ObConnection? connection = null;
        tally.Note(Timed(async () => connection = await ObConnection.ConnectAsync(options), tally));
        agent.IsHonest = false;
        using (connection)
        {
            for (int i = 0; connection is not null && i < OperationsOnOne; i++)
            {
                (_, Func<ObConnection, Task<object?>> operation) = Operation.All[(first + (i * Stride)) % Operation.All.Count];
                tally.Note(Timed(() => operation(connection), tally));
                PublicSurface.Touch(connection.Info);
                _ = connection.ClockSkew;
            }
        }

        tally.Note(agent);
    }

    private static string Timed(Func<Task<object?>> operation, Tally tally)
    {
        var clock = Stopwatch.StartNew();
        Task<string> work = Task.Run(() => OutcomeAsync(operation));
        if (!work.Wait(Longest))
        {
            throw new TimeoutException($"No end after {Longest}.");
        }

        tally.Note(clock.ElapsedMilliseconds);
        return work.Result;
    }

    private static async Task<string> OutcomeAsync(Func<Task<object?>> operation)
    {
        try
        {
            PublicSurface.Touch(await operation());
            return "result";
        }
        catch (ObshellException e)
        {
            string text = MessagesOf(e);
            int leak = text.IndexOf(HostileJson.Canary, StringComparison.Ordinal);
            Assert.True(leak < 0, "The error repeats the password: " + (leak < 0 ? "" : text[Math.Max(0, leak - 1500)..Math.Min(text.Length, leak + 100)]));
            Assert.True(e.Message.Length < 100_000, $"The message of {e.ErrorId} has {e.Message.Length} characters.");
            Assert.True(e.ErrorId.Length is > 0 and <= 128, "An id of " + e.ErrorId.Length);
            return e.GetType().Name + " " + e.ErrorId;
        }
    }

    /// <summary>All messages of an exception without the stack, which takes most of the time of ToString.</summary>
    private static string MessagesOf(Exception e)
    {
        string text = "";
        for (Exception? at = e; at is not null; at = at.InnerException)
        {
            text += at.GetType().Name + ": " + at.Message + "\n";
        }

        return text;
    }

    private sealed class Tally
    {
        private int answers;
        private int operations;

        public ConcurrentDictionary<string, int> Outcomes { get; } = new();

        public int Answers => Volatile.Read(ref answers);

        public int Operations => Volatile.Read(ref operations);

        public long LongestMilliseconds { get; private set; }

        public long PeakHeap { get; private set; }

        public int LargestAnswer { get; private set; }

        public void Note(string outcome)
        {
            Interlocked.Increment(ref operations);
            Outcomes.AddOrUpdate(outcome, 1, (_, n) => n + 1);
        }

        public void Note(long milliseconds)
        {
            lock (Outcomes)
            {
                LongestMilliseconds = Math.Max(LongestMilliseconds, milliseconds);

                // Memory that is not collected yet does not count. So a large value is measured again after a collection.
                long heap = GC.GetTotalMemory(forceFullCollection: false);
                PeakHeap = Math.Max(PeakHeap, heap < MostHeap ? heap : GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        public void Note(HostileAgent agent)
        {
            Interlocked.Add(ref answers, agent.Answers);
            lock (Outcomes)
            {
                LargestAnswer = Math.Max(LargestAnswer, agent.LargestAnswer);
            }
        }
    }
}
