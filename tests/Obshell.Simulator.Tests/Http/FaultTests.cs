using System;
using System.Diagnostics;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>Every kind of fault does what its name says, but only to the requests that match.</summary>
public sealed class FaultTests : SimulatorTest
{
    private const string Info = "/api/v1/info";

    private Task<TestAnswer> InfoAsync() => Client.SendRawAsync("GET", Info, null);

    [Fact]
    public async Task After_DropBeforeHandler_nothing_was_executed()
    {
        Cluster.Faults.Add(FaultKind.DropBeforeHandler);
        await Assert.ThrowsAsync<HttpRequestException>(() => Client.RestoreAsync("t1"));
        Assert.Empty(Cluster.Dags);
        Assert.Equal(0, Cluster.Requests.All[^1].Status);
        Assert.Contains("restore_tenant_name", Cluster.Requests.All[^1].BodyText, StringComparison.Ordinal);
        Assert.Equal(200, (await Client.RestoreAsync("t1")).Status);
    }

    [Fact]
    public async Task After_DropAfterHandler_the_request_was_executed_and_only_the_answer_is_lost()
    {
        Cluster.Faults.Add(FaultKind.DropAfterHandler, "POST");
        await Assert.ThrowsAsync<HttpRequestException>(() => Client.RestoreAsync("t1"));
        Assert.Single(Cluster.Dags);
        Assert.Equal(200, Cluster.Requests.All[^1].Status);
    }

    [Fact]
    public async Task A_truncated_answer_ends_in_the_middle_of_the_body()
    {
        Cluster.Faults.Add(FaultKind.TruncateAnswer);
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(Cluster.Agents[0].Uri, Info), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.True(response.Content.Headers.ContentLength > 100);
        Assert.Contains("premature", (await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync())).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FaultKind.BadGateway502Html, 502, "text/html")]
    [InlineData(FaultKind.GatewayTimeout504, 504, "text/html")]
    [InlineData(FaultKind.Unavailable503, 503, "text/plain; charset=utf-8")]
    [InlineData(FaultKind.TooManyRequests429, 429, "text/plain; charset=utf-8")]
    [InlineData(FaultKind.HtmlPage, 200, "text/html; charset=utf-8")]
    [InlineData(FaultKind.NotJson, 200, "application/json")]
    [InlineData(FaultKind.EmptyBody200, 200, "application/json")]
    [InlineData(FaultKind.Panic, 500, "application/json; charset=utf-8")]
    [InlineData(FaultKind.Redirect, 307, null)]
    public async Task Each_error_answer_has_its_status_and_content_type(FaultKind kind, int status, string? type)
    {
        Cluster.Faults.Add(new Fault { Kind = kind, RetryAfter = "7" });
        var answer = await InfoAsync();
        Assert.Equal((status, type), (answer.Status, answer.ContentType));
        Assert.Equal(kind is FaultKind.Unavailable503 or FaultKind.TooManyRequests429 ? "7" : null, answer.Message.Headers.RetryAfter?.ToString());
        Assert.Equal(kind is FaultKind.EmptyBody200 or FaultKind.Redirect, answer.Text.Length == 0);
        Assert.True((bool)(await InfoAsync()).Json["successful"]!);
    }

    [Fact]
    public async Task A_fault_can_set_the_data_or_the_contents_of_an_answer_to_null()
    {
        Cluster.Faults.Add(FaultKind.NullData);
        var data = await InfoAsync();
        Assert.True(data.HasData && data.Data is null);
        Cluster.Faults.Add(FaultKind.NullContents);
        var contents = await Client.GetAsync("/api/v1/tenants/overview");
        Assert.True(((JsonObject)contents.Data!).ContainsKey("contents") && contents.Data["contents"] is null);
    }

    [Fact]
    public async Task A_body_that_is_sent_byte_by_byte_is_complete()
    {
        Cluster.Faults.Add(FaultKind.OneByteAtATime);
        Assert.Equal("CLUSTER AGENT", (string?)(await InfoAsync()).Data!["identity"]);
    }

    [Fact]
    public async Task A_slow_answer_is_delayed()
    {
        Cluster.Faults.Add(new Fault { Kind = FaultKind.SlowAnswer, Delay = TimeSpan.FromMilliseconds(150) });
        var watch = Stopwatch.StartNew();
        Assert.Equal(200, (await InfoAsync()).Status);
        Assert.True(watch.ElapsedMilliseconds >= 140, $"{watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task A_stalled_request_ends_when_the_client_cancels_it()
    {
        Cluster.Faults.Add(FaultKind.StallForEver);
        using var http = new HttpClient();
        using var patience = new CancellationTokenSource();
        var stalled = http.GetAsync(new Uri(Cluster.Agents[0].Uri, Info), patience.Token);

        // If the client cancels before the agent gets the request, the fault hits the next request.
        while (Cluster.Requests.All.Count == 0)
            await Task.Yield();
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stalled);
        Assert.Equal(200, (await InfoAsync()).Status);
    }

    [Fact]
    public async Task A_stalled_request_ends_when_the_agent_stops()
    {
        Cluster.Faults.Add(FaultKind.StallForEver);
        var stalled = InfoAsync();
        while (Cluster.Requests.All.Count == 0)
            await Task.Yield();
        await Cluster.Agents[0].StopAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => stalled);
    }

    [Fact]
    public async Task A_fault_applies_only_to_its_method_path_agent_and_number_of_requests()
    {
        await ReplaceAsync(new SimulatorOptions { ManualClock = true, AgentCount = 2 });
        var fault = Cluster.Faults.Add(new Fault { Kind = FaultKind.Unavailable503, Method = "GET", PathPrefix = "/api/v1/tenants", AgentIndex = 1, Skip = 1, Times = 2 });
        using var second = new TestClient(Cluster, 1);
        const string path = "/api/v1/tenants/overview";
        Assert.Equal(200, (await Client.GetAsync(path)).Status);
        Assert.Equal(200, (await second.GetAsync("/api/v1/agents/status")).Status);
        Assert.Equal(404, (await second.PostAsync(path, "{}")).Status);
        int[] statuses = [(await second.GetAsync(path)).Status, (await second.GetAsync(path)).Status, (await second.GetAsync(path)).Status, (await second.GetAsync(path)).Status];
        Assert.Equal([200, 503, 503, 200], statuses);
        Assert.Equal(2, fault.Hits);
    }

    [Fact]
    public async Task A_request_that_gets_a_gateway_timeout_can_have_been_executed()
    {
        Cluster.Faults.Add(new Fault { Kind = FaultKind.GatewayTimeout504, HandlerRuns = true });
        Assert.Equal(504, (await Client.RestoreAsync("t1")).Status);
        Assert.Single(Cluster.Dags);
    }

    [Fact]
    public async Task A_custom_fault_can_answer_or_do_nothing()
    {
        var answers = true;
        Cluster.Faults.Add(new Fault
        {
            Kind = FaultKind.Custom,
            Times = 2,
            Custom = context =>
            {
                if (answers)
                    context.Response.StatusCode = 418;
                return Task.FromResult(answers);
            },
        });
        Assert.Equal(418, (await InfoAsync()).Status);
        answers = false;
        Assert.Equal(200, (await InfoAsync()).Status);
    }

    [Fact]
    public async Task Cleared_faults_have_no_effect()
    {
        Cluster.Faults.Add(FaultKind.Unavailable503, times: int.MaxValue);
        Assert.Equal(503, (await InfoAsync()).Status);
        Cluster.Faults.Clear();
        Assert.Equal(200, (await InfoAsync()).Status);
    }
}
