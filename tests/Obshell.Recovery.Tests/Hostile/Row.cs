using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq;
using System.Threading;
using ObshellPS.Tests;
using Xunit.Sdk;

namespace Obshell.Recovery.Tests.Hostile;

/// <summary>
/// A fixed sequence of hostile sessions. The same sessions can be compared between two commits, and a run with later numbers has new
/// sessions.
/// </summary>
/// <param name="From">Number of the first session.</param>
/// <param name="Sessions">Number of sessions.</param>
internal sealed record Row(int From, int Sessions)
{
    /// <summary>The sequence that OBSHELLPS_HOSTILE sets, or null if this variable is not set.</summary>
    public static Row? Asked
    {
        get
        {
            string[] parts = (TestVariables.HostileAnswer ?? "").Split('+');
            return parts[0].Length == 0 ? null
                : new Row(parts.Length == 1 ? 0 : int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[^1], CultureInfo.InvariantCulture));
        }
    }

    /// <param name="session">Runs one session with its seed and the number of its first operation.</param>
    public void Run(Action<ulong, int> session)
    {
        int last = From - 1;
        var faults = new ConcurrentQueue<Exception>();

        // The sessions run on their own threads, because a session waits for tasks of the thread pool.
        Thread[] threads = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Work))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        if (!faults.IsEmpty)
        {
            throw new AggregateException(faults);
        }

        void Work()
        {
            for (int number; faults.IsEmpty && (number = Interlocked.Increment(ref last)) < From + Sessions;)
            {
                try
                {
                    session(SeedOf((ulong)number), number % (Operation.All.Count + 1));
                }
                catch (Exception e)
                {
                    faults.Enqueue(new XunitException($"Session {number}; OBSHELLPS_HOSTILE={number}+1 repeats it.", e));
                }
            }
        }
    }

    /// <summary>The seed of a session. Neighbouring numbers have very different seeds (SplitMix64).</summary>
    private static ulong SeedOf(ulong number)
    {
        ulong z = (number + 1) * 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
