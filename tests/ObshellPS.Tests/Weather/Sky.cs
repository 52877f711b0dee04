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
/// The faults ("weather") of one cluster. Each agent has a <see cref="FaultProxy"/>, and the requests to all agents are counted together.
/// Faults occur only after <see cref="Begin"/>.
/// </summary>
internal sealed class Sky : IAsyncDisposable
{
    /// <summary>The beginning of the request line that starts a restore.</summary>
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

    /// <summary>Request lines of all requests since <see cref="Begin"/>.</summary>
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

    /// <summary>The faults that have occurred.</summary>
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

    /// <summary>Called with the number of each request, before the request is processed.</summary>
    public Action<int>? OnRequest { get; set; }

    /// <summary>
    /// Connects a session through the proxies, without faults. In the session, <c>$good</c> has the parameters of a restore for splatting.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="timeout">Seconds for one request.</param>
    public void Connect(HostedSession session, int timeout = 30)
    {
        session.SetVariable("good", ConnectedSession.Good());
        SessionResult result;
        int tries = 0;
        do
        {
            // On a busy machine the connect can time out. This is not a fault of the test, so the connect is repeated.
            result = session.Invoke(
                "$null = Connect-ObCluster -Server $args[0] -Password $args[1] -TimeoutSec $args[2] -WarningAction SilentlyContinue",
                proxies.Select(p => p.Server).ToArray(), Secret.Of(ConnectedSession.RootPassword), timeout);
        }
        while (result.AllErrors.Count > 0 && ++tries < 5);
        result.ThrowIfFailed();
    }

    /// <summary>Starts counting requests. Faults can occur after this call.</summary>
    public void Begin()
    {
        lock (gate)
        {
            begun = true;
        }
    }

    /// <summary>The fault for a request whose first line has arrived, or null.</summary>
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

    /// <summary>A random position from <paramref name="first"/> to <paramref name="last"/> at which an answer is cut.</summary>
    public int Cut(int first, int last)
    {
        lock (gate)
        {
            return cuts.Next(first, Math.Max(first, last) + 1);
        }
    }

    /// <summary>Applies a fault to the agents.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="met">The proxy of the request.</param>
    /// <param name="over">The connection of the request.</param>
    /// <returns>True if the request is still sent to its agent.</returns>
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
