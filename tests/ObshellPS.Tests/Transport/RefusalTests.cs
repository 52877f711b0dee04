using System;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Reliability;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Transport;

/// <summary>
/// Agents that must not be talked to: the error says which fault and what to do, nothing was asked, nothing tried again, and
/// never in plain text.
/// </summary>
public sealed class RefusalTests
{
    public static TheoryData<string> Names => [.. Refusal.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_agent_that_cannot_be_trusted_is_refused_once_with_its_fault_and_the_way_out(string name)
    {
        Refusal refusal = Refusal.All[name];

        Outcome outcome = await TryAsync(refusal);

        Assert.True(refusal.ErrorId == outcome.Id, outcome.Error.ErrorDetails.Message + outcome.Error.Exception);
        Assert.Equal(refusal.ErrorId, outcome.Id);
        Assert.Equal(refusal.Faults, ((dynamic)outcome.Error.Exception).CertificateFaults.ToString());
        Assert.False(((dynamic)outcome.Error.Exception).MayHaveRun);
        Assert.Equal(ErrorCategory.SecurityError, outcome.Error.CategoryInfo.Category);
        Assert.All(refusal.Says, s => Assert.Contains(s, outcome.Error.ErrorDetails.Message, StringComparison.Ordinal));
        Assert.Contains(refusal.Advises, outcome.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal((1, 0, 0), (outcome.Connections, outcome.PlainConnections, outcome.Requests));
        Assert.Empty(outcome.Result.Warnings);
    }

    [Fact]
    [Trait("Category", "Reliability")]
    public async Task The_figures_of_all_refusals()
    {
        int rounds = Effort.Of(1, 20);
        int right = 0, connections = 0, plain = 0, requests = 0, secrets = 0, tries = 0;
        TimeSpan longest = TimeSpan.Zero;
        for (int round = 0; round < rounds; round++)
        {
            foreach (Refusal refusal in Refusal.All.Values)
            {
                long started = Stopwatch.GetTimestamp();
                Outcome outcome = await TryAsync(refusal);
                TimeSpan took = Stopwatch.GetElapsedTime(started);
                tries++;
                right += outcome.Id == refusal.ErrorId && ((dynamic)outcome.Error.Exception).CertificateFaults.ToString() == refusal.Faults ? 1 : 0;
                connections += outcome.Connections;
                plain += outcome.PlainConnections;
                requests += outcome.Requests;
                secrets += outcome.Result.Everything().Contains(ConnectedSession.RootPassword, StringComparison.Ordinal) ? 1 : 0;
                longest = took > longest ? took : longest;
            }
        }

        Figures.Write(
            "transport",
            ("Refused connections (" + Number(Refusal.All.Count) + " faults of certificates and TLS, each " + Number(rounds) + " times), told by the right id and fault", Number(tries), Number(right)),
            ("Connections that were opened for them", Number(tries), Number(connections)),
            ("Of those in plain text", "0", Number(plain)),
            ("Requests that reached an agent", "0", Number(requests)),
            ("Outputs that hold the password", "0", Number(secrets)),
            ("Longest refusal, server start included", "below 10 s", longest.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) + " s"));
        Assert.Equal((tries, tries, 0, 0, 0), (right, connections, plain, requests, secrets));
        Assert.True(longest < TimeSpan.FromSeconds(10), $"took {longest}");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<Outcome> TryAsync(Refusal refusal)
    {
        using var stage = new TransportStage();
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(refusal.Options(stage.Certificates, ConnectedSession.RootPassword));
        await using TlsFront? front = refusal.Alerting ? new TlsFront(() => new AlertingTlsServer(refusal, stage.Certificates), cluster.Agents[0].Uri.Port) : null;
        await using var tap = new WireTap(front?.Port ?? cluster.Agents[0].Uri.Port);
        string arguments = "";
        if (refusal.Trusted is { } trusted)
        {
            stage.Trust(trusted(stage.Certificates));
            arguments += "-CertificateAuthority $ca ";
        }

        if (refusal.Client is { } client)
        {
            stage.Session.SetVariable("client", client(stage.Certificates));
            arguments += "-ClientCertificate $client ";
        }

        SessionResult result = stage.Connect(tap.Port, arguments);
        return new Outcome(result, Assert.Single(result.AllErrors), tap.Sent.Count, tap.PlainConnections, cluster.Requests.All.Count);
    }

    private sealed record Outcome(SessionResult Result, ErrorRecord Error, int Connections, int PlainConnections, int Requests)
    {
        public string Id => Error.FullyQualifiedErrorId.Split(',')[0];
    }
}
