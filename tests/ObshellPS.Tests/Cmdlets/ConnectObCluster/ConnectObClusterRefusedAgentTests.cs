using System;
using System.Diagnostics;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Transport;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.ConnectObCluster;

/// <summary>
/// Agents that cannot be trusted. The error says what is wrong and what to do. No request is sent, nothing is repeated, and plain text is
/// never used.
/// </summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Transport")]
public sealed class ConnectObClusterRefusedAgentTests(RefusalFigures figures) : IClassFixture<RefusalFigures>
{
    public static TheoryData<string> Names => [.. Refusal.All.Keys];

    [Theory]
    [Trait("Category", "Reliability")]
    [MemberData(nameof(Names))]
    public async Task The_module_refuses_an_untrusted_agent_once_and_says_why_and_what_to_do(string name)
    {
        for (int round = 0; round < RefusalFigures.Rounds; round++)
        {
            await RefuseAsync(Refusal.All[name]);
        }
    }

    private async Task RefuseAsync(Refusal refusal)
    {
        long started = Stopwatch.GetTimestamp();

        Outcome outcome = await TryAsync(refusal);

        TimeSpan took = Stopwatch.GetElapsedTime(started);

        Assert.True(refusal.ErrorId == outcome.Id, outcome.Error.ErrorDetails.Message + outcome.Error.Exception);
        Assert.Equal(refusal.ErrorId, outcome.Id);
        Assert.Equal(refusal.Faults, ((dynamic)outcome.Error.Exception).CertificateFaults.ToString());
        Assert.False(((dynamic)outcome.Error.Exception).MayHaveRun);
        Assert.Equal(ErrorCategory.SecurityError, outcome.Error.CategoryInfo.Category);
        Assert.All(refusal.Says, s => Assert.Contains(s, outcome.Error.ErrorDetails.Message, StringComparison.Ordinal));
        Assert.Contains(refusal.Advises, outcome.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal((1, 0, 0), (outcome.Connections, outcome.PlainConnections, outcome.Requests));
        Assert.Empty(outcome.Result.Warnings);
        Assert.DoesNotContain(ConnectedSession.RootPassword, outcome.Result.Everything(), StringComparison.Ordinal);
        Assert.True(took < TimeSpan.FromSeconds(10), $"took {took}");
        figures.Add(took, outcome.Connections, outcome.PlainConnections, outcome.Requests);
    }

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
