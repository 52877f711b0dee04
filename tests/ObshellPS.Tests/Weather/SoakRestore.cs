using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Weather;

/// <summary>
/// One restore of the soak test, on its own cluster of three agents with fault proxies. It starts and waits like a user. If a start fails,
/// it does only what the error recommends.
/// </summary>
internal sealed class SoakRestore
{
    private const string Tenant = "rt2";
    private const string Wait = " | ForEach-Object { $started.Invoke(); $_ } | Wait-ObDag";

    /// <summary>Virtual seconds in one real second. A restore without faults takes about two or three polls.</summary>
    private const double TimeScale = 15;

    private const int MostTries = 30;

    private readonly HostedSession session;
    private readonly WeatherDraw draw;
    private readonly List<string> startErrors = [];
    private int starts;
    private int lies;
    private int unknown;
    private int refused;
    private int adopted;
    private int requestsOfStart;

    private SoakRestore(HostedSession session, WeatherDraw draw)
    {
        this.session = session;
        this.draw = draw;
    }

    public static async Task<SoakOutcome> RunAsync(HostedSession session, WeatherDraw draw)
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions
        {
            AgentCount = 3,
            RootPassword = ConnectedSession.RootPassword,
            TimeScale = TimeScale,
            KeyBits = draw.OldKeys ? 512 : 1024,
            Version = draw.OldKeys ? "4.4.1.1-0" : "4.5.0.0-0",
            Legacy = draw.OldKeys ? LegacyMode.Before442 : LegacyMode.None,
            DefaultBehaviour = draw.Behaviour,
        });
        await using var sky = new Sky(cluster, draw.Faults, draw.Cuts);
        return await Lanes.BlockingAsync(() => new SoakRestore(session, draw).Run(cluster, sky));
    }

    private SoakOutcome Run(SimulatedCluster cluster, Sky sky)
    {
        sky.Connect(session, timeout: 4);
        if (draw.RunsIntoALimit)
        {
            LetTheLimitsPass(cluster, sky);
        }

        sky.Begin();
        string verdict = Verdict(cluster, sky);
        int waiterRequests = sky.Requests.Count - Volatile.Read(ref requestsOfStart);
        session.Invoke("Disconnect-ObCluster").ThrowIfFailed();
        return new SoakOutcome(draw)
        {
            Verdict = verdict,
            Statements = cluster.Sql.Count(s => s.Contains($"ALTER SYSTEM RESTORE {Tenant} ", StringComparison.Ordinal)),
            Resent = sky.Requests.Count(r => r.StartsWith(Sky.CreatingPost, StringComparison.Ordinal)) - starts
                - cluster.Requests.Count(r => r is { Method: "POST", PathAndQuery: ConnectedSession.RestorePath, Status: 401 }) is var more and > 0 ? more : 0,
            Undone =
            [
                .. cluster.Requests.All.Where(r => r.Method != "GET" && r.PathAndQuery != ConnectedSession.RestorePath).Select(r => r.Method + " " + r.PathAndQuery),
                .. cluster.Sql.Statements.Where(s => s.Contains("CANCEL RESTORE", StringComparison.Ordinal) || s.Contains("DROP TENANT", StringComparison.Ordinal)),
            ],
            Lies = lies,
            Unknown = unknown,
            Refused = refused,
            Adopted = adopted,
            WaiterRequests = waiterRequests,
            Struck = sky.Struck.Count,
            StartErrors = startErrors,
        };
    }

    private string Verdict(SimulatedCluster cluster, Sky sky)
    {
        var request = new Hashtable(ConnectedSession.Good(Tenant)) { ["ZoneList"] = "zone1:s1:1;zone2:s1:1;zone3:s1:1" };
        Action started = () => Volatile.Write(ref requestsOfStart, sky.Requests.Count);
        string start = "Start-ObTenantRestore @good" + Wait;
        session.SetVariable("good", request);
        session.SetVariable("started", started);
        string command = start;
        for (int i = 0; i < MostTries; i++)
        {
            starts += command == start ? 1 : 0;
            SessionResult result = session.Invoke(command);
            adopted += result.Warnings.Count(w => w.Contains("answer was lost", StringComparison.Ordinal));
            if (result.Output.Count == 1 && result.AllErrors.Count == 0)
            {
                return ((dynamic)result.Output[0]).Verdict.ToString();
            }

            // A wait without input writes the error NothingPiped after the error with the reason.
            ErrorRecord[] errors = [.. result.AllErrors.Where(e => !e.FullyQualifiedErrorId.StartsWith("NothingPiped,", StringComparison.Ordinal))];
            if (command != start && errors.Length == 1 && errors[0].FullyQualifiedErrorId.StartsWith("DagNotFound,", StringComparison.Ordinal))
            {
                // The recommended command found no DAG. The proxies do not delay requests, so the POST has not arrived and can be sent
                // again.
                lies += cluster.Dags.Count > 0 ? 1 : 0;
                command = start;
                continue;
            }

            ErrorRecord error = errors[0];
            string id = error.FullyQualifiedErrorId.Split(',')[0];
            if (error.FullyQualifiedErrorId.EndsWith(".WaitObDagCommand", StringComparison.Ordinal) || errors.Length > 1)
            {
                return id;
            }

            if (command != start)
            {
                // The recommended command itself failed because of a fault. Repeat it.
                continue;
            }

            startErrors.Add(id);
            if (id == "RestoreStartUnknown")
            {
                unknown++;
                command = Regex.Match(error.ErrorDetails.RecommendedAction, @"Get-ObDag -TenantName \S+ -Last").Value + Wait;
            }
            else
            {
                // The error says that certainly nothing was started. The next start is safe only if this is true.
                refused++;
                lies += cluster.Dags.Count > 0 ? 1 : 0;
            }
        }

        return "NeverStarted";
    }

    /// <summary>At the third request after the start, advances the clock beyond the agent's limits of one hour and ten minutes.</summary>
    private static void LetTheLimitsPass(SimulatedCluster cluster, Sky sky)
    {
        int since = 0;
        sky.OnRequest = _ =>
        {
            if (since < 4 && cluster.Dags.Count > 0 && ++since == 3)
            {
                cluster.Clock.Advance(TimeSpan.FromSeconds(4000));
            }
        };
    }
}
