using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Weather;

/// <summary>
/// The weather over one cluster: a <see cref="FaultProxy"/> before each agent, one count of requests over all of them, and
/// the faults that wait for their turn. Fine until <see cref="Begin"/>.
/// </summary>
internal sealed class Sky : IAsyncDisposable
{
    /// <summary>How the request line begins that creates a restore.</summary>
    public const string CreatingPost = "POST /api/v1/tenant/restore ";

    private readonly Lock gate = new();
    private readonly List<(WeatherFault Fault, int Left)> waiting = [];
    private readonly List<WeatherFault> struck = [];
    private readonly List<string> requests = [];
    private readonly List<Task> clearings = [];
    private readonly CancellationTokenSource end = new();
    private readonly Random cuts;
    private readonly FaultProxy[] proxies;
    private bool begun;

    public Sky(SimulatedCluster cluster, IEnumerable<WeatherFault> faults, int seed = 1)
    {
        waiting.AddRange(faults.Select(f => (f, f.Times)));
        cuts = new Random(seed);
        proxies = [.. cluster.Agents.Select(a => new FaultProxy(a, this))];
    }

    /// <summary>Lines of the requests that have come since <see cref="Begin"/>, whatever became of them.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (gate)
            {
                return [.. requests];
            }
        }
    }

    /// <summary>The faults that have found a request.</summary>
    public IReadOnlyList<WeatherFault> Struck
    {
        get
        {
            lock (gate)
            {
                return [.. struck];
            }
        }
    }

    /// <summary>Called with each request's number before anything else happens to it.</summary>
    public Action<int>? OnRequest { get; set; }

    /// <summary>Connects a session through the proxies, in fine weather; there <c>$good</c> is a restore for splatting.</summary>
    /// <param name="session">Whose.</param>
    /// <param name="timeout">Seconds for one request.</param>
    public void Connect(HostedSession session, int timeout = 30)
    {
        session.SetVariable("good", ConnectedSession.Good());
        SessionResult result;
        int tries = 0;
        do
        {
            // A machine that is too busy for the time-out is not the weather that is meant here.
            result = session.Invoke(
                "$null = Connect-ObCluster -Server $args[0] -Password $args[1] -TimeoutSec $args[2] -WarningAction SilentlyContinue",
                proxies.Select(p => p.Server).ToArray(), Secret.Of(ConnectedSession.RootPassword), timeout);
        }
        while (result.AllErrors.Count > 0 && ++tries < 5);
        result.ThrowIfFailed();
    }

    /// <summary>From now on requests count.</summary>
    public void Begin()
    {
        lock (gate)
        {
            begun = true;
        }
    }

    /// <summary>What is in store for a request that has just begun to come in.</summary>
    public WeatherFault? Next(string line)
    {
        WeatherFault? found = null;
        int number;
        lock (gate)
        {
            if (!begun)
            {
                return null;
            }

            number = requests.Count;
            requests.Add(line.Trim());
            int at = waiting.FindIndex(w => w.Left < w.Fault.Times || (w.Fault.Line is { } begin ? line.StartsWith(begin, StringComparison.Ordinal) : number >= w.Fault.At));
            if (at >= 0)
            {
                (found, int left) = waiting[at];
                if (left == found.Times)
                {
                    struck.Add(found);
                }

                waiting[at] = (found, left - 1);
                if (left == 1)
                {
                    waiting.RemoveAt(at);
                }
            }
        }

        OnRequest?.Invoke(number);
        return found;
    }

    /// <summary>Where to cut an answer: somewhere from the first to the last place, both included.</summary>
    public int Cut(int first, int last)
    {
        lock (gate)
        {
            return cuts.Next(first, Math.Max(first, last) + 1);
        }
    }

    /// <summary>Something happens to the agents.</summary>
    /// <param name="fault">What.</param>
    /// <param name="met">The proxy that a request was to pass.</param>
    /// <param name="over">The connection that it came over.</param>
    /// <returns>Whether the request that met it goes on to its agent.</returns>
    public async Task<bool> HappenAsync(WeatherFault fault, FaultProxy met, Socket over)
    {
        switch (fault.Kind)
        {
            case WeatherKind.AgentRestart:
                await met.Agent.RestartAsync();
                return false;

            case WeatherKind.NewHome:
                await met.Agent.NewHomeAsync();
                return true;

            case WeatherKind.KeyUpgrade:
                await met.Agent.UpgradeAsync();
                return true;

            case WeatherKind.ClockAhead or WeatherKind.ClockBehind:
                foreach (FaultProxy each in proxies)
                {
                    each.Agent.ClockOffset += TimeSpan.FromSeconds(fault.Kind == WeatherKind.ClockAhead ? 5 : -5);
                }

                return true;

            case WeatherKind.AgentDead:
                met.Refuse();
                await met.Agent.StopAsync();
                return false;

            case WeatherKind.AllAgentsDead:
                SimulatedAgent[] living = [.. proxies.Select(p => p.Agent).Where(a => a.IsRunning)];
                await Task.WhenAll(proxies.Select(p => OutAsync(p, living.Contains(p.Agent))));
                ClearAfter(fault.While, proxies, living);
                return false;

            case WeatherKind.RefuseNextConnection:
                met.Refuse(spared: over);
                ClearAfter(fault.While, [met], []);
                return true;

            default:
                met.Refuse();
                ClearAfter(fault.While, [met], []);
                return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        Task[] under;
        lock (gate)
        {
            under = [.. clearings];
        }

        await Task.WhenAll(under);
        foreach (FaultProxy proxy in proxies)
        {
            await proxy.DisposeAsync();
        }

        end.Dispose();
    }

    private static async Task OutAsync(FaultProxy proxy, bool agentToo)
    {
        proxy.Refuse();
        if (agentToo)
        {
            await proxy.Agent.StopAsync();
        }
    }

    private void ClearAfter(TimeSpan time, FaultProxy[] refusing, SimulatedAgent[] dead)
    {
        Task clearing = Task.Run(async () =>
        {
            try
            {
                await Task.Delay(time, end.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.WhenAll(dead.Select(a => a.StartAsync()));
            foreach (FaultProxy each in refusing)
            {
                each.Admit();
            }
        });
        lock (gate)
        {
            clearings.Add(clearing);
        }
    }
}
