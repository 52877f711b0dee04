using System;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Changes;
using Obshell.Client.Errors;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Tests.Time;
using Obshell.Simulator;
using Xunit;

namespace Obshell.Client.Tests.Changes;

/// <summary>
/// ChangeSender, which sends all changes: the search for the outcome, its duration, and the error for an unknown outcome.
/// </summary>
[Trait("Promise", "5")]
[Trait("Topic", "Changes")]
public sealed class ChangeSenderTests : IAsyncLifetime
{
    private const string Path = "/api/v1/resource-pool/p";

    private VirtualCluster cluster = null!;
    private int looks;

    public async Task InitializeAsync() => cluster = await VirtualCluster.StartAsync();

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    [Fact]
    public async Task Promise_5_after_a_lost_answer_the_sender_searches_for_the_outcome_4_times_in_7_seconds()
    {
        Lose();
        DateTimeOffset begun = cluster.Time.GetUtcNow();

        ChangeUnknownException unknown = await Assert.ThrowsAsync<ChangeUnknownException>(() => SendAsync(Look(ChangeLookup<PlainChange>.NotDone("Not there."))));

        Assert.Equal((4, TimeSpan.FromSeconds(7)), (looks, cluster.Time.GetUtcNow() - begun));
        Assert.Contains("It is unknown whether pool p was removed.", unknown.Message, StringComparison.Ordinal);
        Assert.EndsWith("Not there.", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(("ChangeUnknown", unknown.TraceId), (unknown.ErrorId, unknown.SentChange!.TraceId));
        Assert.Null(unknown.SentChange.Outcome);
    }

    [Fact]
    public async Task Promise_5_while_the_agent_is_busy_the_search_lasts_until_the_timeout_of_the_request()
    {
        Lose();
        DateTimeOffset begun = cluster.Time.GetUtcNow();

        await Assert.ThrowsAsync<ChangeUnknownException>(() => SendAsync(Look(ChangeLookup<PlainChange>.NotDone("Running.", isBusy: true))));

        Assert.InRange(cluster.Time.GetUtcNow() - begun, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(35));
    }

    [Fact]
    public async Task Promise_5_if_no_search_can_show_the_outcome_the_sender_searches_only_once()
    {
        Lose();
        DateTimeOffset begun = cluster.Time.GetUtcNow();

        ChangeUnknownException unknown = await Assert.ThrowsAsync<ChangeUnknownException>(() => SendAsync(Look(ChangeLookup<PlainChange>.Unknown("It cannot be known."))));

        Assert.Equal((1, TimeSpan.Zero), (looks, cluster.Time.GetUtcNow() - begun));
        Assert.EndsWith("It cannot be known.", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promise_5_after_an_agent_failure_and_a_failed_search_the_outcome_is_unknown()
    {
        cluster.Cluster.Faults.Add(FaultKind.Panic, "DELETE", Path, int.MaxValue);
        cluster.Cluster.Faults.Add(FaultKind.Panic, "GET", "/api/v1/resource-pools", int.MaxValue);

        var unknown = await Assert.ThrowsAsync<ChangeUnknownException>(() => SendAsync(async (_, stop) =>
        {
            await cluster.Connection.ReadAsync(ApiRequest.Get("/api/v1/resource-pools"), null, stop);
            return ChangeLookup<PlainChange>.NotDone("Not there.");
        }));

        Assert.Contains("Looking also failed:", unknown.Message, StringComparison.Ordinal);
        Assert.Equal("Common.Unexpected", Assert.IsType<ObshellApiException>(unknown.InnerException).ErrorId);
    }

    [Fact]
    public async Task If_the_answer_to_an_accepted_change_cannot_be_read_the_error_says_accepted()
    {
        var fault = new ObshellInputException(new InputFault("Unreadable", "X", "It cannot be read."));

        var thrown = await Assert.ThrowsAsync<ObshellInputException>(() => SendAsync(null, (_, _) => throw fault));

        Assert.Equal("accepted", thrown.SentChange!.Outcome);
    }

    [Fact]
    public async Task The_outcome_of_a_change_that_was_not_sent_is_not_unknown()
    {
        await cluster.Cluster.Agents[0].StopAsync();

        var fault = await Assert.ThrowsAsync<ObshellConnectionException>(() => SendAsync(Look(ChangeLookup<PlainChange>.NotDone("Not there."))));

        Assert.Equal(("AgentUnreachable", false, 0), (fault.ErrorId, fault.OutcomeUnknown, looks));
        Assert.Null(fault.SentChange);
    }

    private void Lose() => cluster.Cluster.Faults.Add(FaultKind.DropBeforeHandler, "DELETE", Path, int.MaxValue);

    private Func<SentChange, CancellationToken, Task<ChangeLookup<PlainChange>>> Look(ChangeLookup<PlainChange> sighting) => (_, _) =>
    {
        looks++;
        return Task.FromResult(sighting);
    };

    private async Task SendAsync(
        Func<SentChange, CancellationToken, Task<ChangeLookup<PlainChange>>>? look,
        Func<Answer, CancellationToken, Task<PlainChange>>? read = null)
    {
        cluster.Cluster.Requests.Clear();
        try
        {
            await new ChangeSender(cluster.Connection, null).SendAsync(
                new Change<PlainChange>(
                    ApiRequest.Change(HttpMethod.Delete, Path, timeout: TimeSpan.FromSeconds(30)), "It is unknown whether pool p was removed.", ChangeSubject.ResourcePool(), read ?? PlainChange.ReadAsync)
                { Look = look, LookFailed = static reason => "Looking also failed: " + reason },
                default);
        }
        finally
        {
            Assert.True(cluster.Cluster.Requests.All.Count(r => r.Method == "DELETE") <= 1);
        }
    }
}
