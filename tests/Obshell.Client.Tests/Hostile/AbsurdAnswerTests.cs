using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Secrets;
using Obshell.Client.Tests.Time;
using Xunit;

namespace Obshell.Client.Tests.Hostile;

/// <summary>Hostile answers that have shown faults of the module, one test for each.</summary>
[Trait("Promise", "8")]
[Trait("Topic", "Hostile")]
public sealed class AbsurdAnswerTests
{
    private const string Dag = "/api/v1/task/dag/11";

    [Theory]
    [InlineData("{\"successful\":true,\"timestamp\":\"\\ud800\",\"data\":{}}")]
    [InlineData("{\"\\udc00ccessful\":true,\"data\":{}}")]
    [InlineData("{\"successful\":false,\"error\":{\"err\\ud800Code\":\"x\"}}")]
    public async Task Promise_8_Half_characters_in_the_envelope_cause_the_error_MalformedAnswer(string answer) =>
        Assert.Equal("MalformedAnswer", (await FaultOfDagAsync(answer)).ErrorId);

    [Fact]
    [Trait("Promise", "6")]
    public async Task Promise_6_An_inner_exception_does_not_quote_the_rest_of_an_invalid_answer()
    {
        ObshellException error = await FaultOfDagAsync("{\"successful\":true,\"data\":nuxl," + new string(' ', 200) + "\"echo\":\"" + HostileJson.Canary + "\"}");
        Assert.DoesNotContain("echo", error.ToString(), StringComparison.Ordinal);
        error = await FaultOfDagAsync("{\"successful\":true,\"data\":{\"id\":\"11\",\"additional_data\":{\"" + HostileJson.Canary + "\":\"\\ud800\"}}}");
        Assert.DoesNotContain(HostileJson.Canary, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"status\":\"Root#Canary%7\",\"zones\":null}")]
    [InlineData("{\"status\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxRoot#Canary%7\"}")]
    [Trait("Promise", "6")]
    public async Task Promise_6_A_text_of_the_agent_is_masked_before_it_is_quoted(string cluster)
    {
        using ObConnection connection = await ConnectAsync(Answers(("/api/v1/obcluster/info", "{\"successful\":true,\"data\":" + cluster + "}")));
        var error = await Assert.ThrowsAsync<ObshellProtocolException>(() => new ObshellClient(connection).Topology.ReadZonesAsync());
        Assert.DoesNotContain("Root", error.Message, StringComparison.Ordinal);
        ObshellException wrong = await FaultOfDagAsync("{\"successful\":true,\"data\":{\"id\":\"Root#Canary%7\"}}");
        Assert.DoesNotContain("Root", wrong.Message, StringComparison.Ordinal);
        ObshellException page = await FaultOfDagAsync(new string('x', 155) + HostileJson.Canary);
        Assert.DoesNotContain("Root", page.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promise_8_Only_a_valid_error_code_becomes_an_error_id()
    {
        ObshellException error = await FaultOfDagAsync("{\"successful\":false,\"traceId\":\"" + new string('x', 9000) + "\",\"error\":{\"errCode\":\"a b\\u001b[2J\",\"message\":\"\\u001b[2J" + new string('m', 50_000) + "\"}}", 400);
        var api = Assert.IsType<ObshellApiException>(error);
        Assert.Equal(("Agent.Http400", 16), (api.ErrorId, api.TraceId.Length));
        Assert.InRange(api.Message.Length, 1, 20_000);
        Assert.DoesNotContain('\u001b', api.Message);
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    [InlineData("2262-04-11T23:47:17Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    public async Task Promise_8_An_impossible_time_of_an_agent_is_ignored(string time)
    {
        using ObConnection connection = await ConnectAsync(Answers(), info: HostileServer.Info.Replace("2026-11-22T12:00:00Z", time, StringComparison.Ordinal));
        Assert.Equal(TimeSpan.Zero, connection.ClockSkew);
    }

    [Fact]
    public async Task Promise_8_Members_that_are_null_are_unknown_values_and_cause_no_failure()
    {
        using ObConnection connection = await ConnectAsync(Answers(("/api/v1/status", "{\"successful\":true,\"data\":{}}")), info: """{"successful":true,"data":{"identity":null,"version":null,"zone":null,"obVersion":null,"supportedAuth":null}}""");
        AgentState state = Assert.Single(await new ObshellClient(connection).Agents.ReadAsync());
        Assert.Equal((true, ""), (state.IsReachable, state.Identity));

        var error = await Assert.ThrowsAsync<ObshellProtocolException>(() => ConnectAsync(Answers(), secret: "{\"successful\":true,\"data\":{\"public_key\":null}}"));
        Assert.Equal("BadPublicKey", error.ErrorId);
    }

    [Fact]
    public async Task Promise_8_Sums_and_differences_of_impossible_sizes_are_null()
    {
        const string Server = "{\"stats\":{\"memory_in_bytes_total\":9223372036854775807,\"memory_in_bytes_assigned\":0,\"disk_in_bytes_total\":9223372036854775807,\"disk_in_bytes_assigned\":-1}}";
        using ObConnection connection = await ConnectAsync(Answers(("/api/v1/obcluster/info", "{\"successful\":true,\"data\":{\"zones\":[{\"name\":\"z\",\"servers\":[" + Server + "," + Server + "]}]}}")));
        ObZone zone = Assert.Single(await new ObshellClient(connection).Topology.ReadZonesAsync());
        Assert.Equal((null, null, long.MaxValue), (zone.MemoryFree, zone.Servers[0].DiskFree, zone.Servers[0].MemoryFree));
    }

    [Fact]
    public async Task Promise_8_A_Retry_After_of_years_is_limited_to_a_minute()
    {
        var time = new VirtualTime();
        var agent = new FixedAgent(Answers((Dag, "busy")), 503) { RetryAfter = "2147483647" };
        using ObConnection connection = await ConnectAsync(agent, time);
        await Assert.ThrowsAsync<ObshellProtocolException>(() => new ObshellClient(connection).Dags.GetAsync("11"));
        Assert.InRange(time.Elapsed, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(4));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"id\":\"12\",\"state\":\"SUCCEED\",\"operator\":\"RUN\"}")]
    [Trait("Promise", "11")]
    public async Task Promise_8_An_answer_about_another_DAG_causes_the_error_UnexpectedAnswer(string dag) =>
        Assert.Equal("UnexpectedAnswer", (await FaultOfDagAsync("{\"successful\":true,\"data\":" + dag + "}")).ErrorId);

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"id\":\"12\",\"dag_id\":2,\"name\":\"Restore backup_other\"}")]
    [Trait("Promise", "11")]
    [Trait("Promise", "5")]
    public async Task Promise_5_After_an_answer_with_another_DAG_the_module_searches_for_the_right_DAG(string dag)
    {
        using ObConnection connection = await ConnectAsync(Answers(
            ("/api/v1/task/dag/maintain/ob", "{\"successful\":true,\"data\":{\"id\":\"11\",\"dag_id\":1}}"), ("/api/v1/tenant/restore", "{\"successful\":true,\"data\":" + dag + "}"),
            ("/api/v1/task/dag/ob/unfinish", "{\"successful\":true,\"data\":{\"contents\":[]}}"), ("/api/v1/task/dags/ob", "{\"successful\":true,\"data\":{\"contents\":[]}}")));
        await Assert.ThrowsAsync<ChangeUnknownException>(() => new ObshellClient(connection).Restores.StartAsync(VirtualCluster.Request("t1")));
    }

    [Fact]
    public async Task Promise_8_Restore_windows_beyond_the_range_of_SCNs_are_left_out()
    {
        using ObConnection connection = await ConnectAsync(Answers(("/api/v1/restore/windows", """
            {"successful":true,"data":{"restore_windows":[{"start_time":"2026-11-20T00:00:00Z","end_time":"9999-12-31T00:00:00Z"},{"start_time":"2026-11-20T00:00:00Z","end_time":"2026-11-21T00:00:00Z"}]}}
            """)));
        RestoreWindow window = Assert.Single(await new ObshellClient(connection).Backups.ReadWindowsAsync(new StorageUri("file:///b/d"), new StorageUri("file:///b/l")));
        Assert.Equal(2026, window.EndTime.Year);
    }

    [Fact]
    [Trait("Promise", "6")]
    public void Promise_6_A_shortened_text_shows_no_part_of_a_secret()
    {
        var redactor = new Redactor();
        redactor.Remember(SecretText.Protect(HostileJson.Canary));
        foreach (int before in Enumerable.Range(0, HostileJson.Canary.Length + 2))
        {
            string clean = redactor.Clean(new string('-', (1024 * 1024) - before) + HostileJson.Canary + new string('-', 100));
            Assert.DoesNotContain("R", clean, StringComparison.Ordinal);
            Assert.EndsWith("characters)", clean, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Root#Canary%7", "access_key")]
    [InlineData("Root\\u00", "41")]
    [InlineData("Root\\", "n")]
    [InlineData("Root%", "41")]
    [InlineData("Root&am", "p;x")]
    [InlineData("Root=0", "A")]
    [Trait("Promise", "6")]
    public void Promise_6_A_secret_is_masked_whatever_text_follows_it(string secret, string follows)
    {
        var redactor = new Redactor();
        redactor.Remember(SecretText.Protect(secret));
        Assert.DoesNotContain(secret, redactor.Clean("it said " + secret + follows + " and more"), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, redactor.Clean("\"it\" said " + secret + follows + " and %41"), StringComparison.Ordinal);
    }

    private static async Task<ObshellException> FaultOfDagAsync(string answer, int status = 200)
    {
        using ObConnection connection = await ConnectAsync(new FixedAgent(Answers((Dag, answer)), status), new VirtualTime());
        return await Assert.ThrowsAnyAsync<ObshellException>(() => new ObshellClient(connection).Dags.GetAsync("11"));
    }

    private static Dictionary<string, string> Answers(params (string Path, string Json)[] answers) => answers.ToDictionary(a => a.Path, a => a.Json);

    private static Task<ObConnection> ConnectAsync(Dictionary<string, string> answers, string? info = null, string? secret = null)
    {
        if (info is not null)
        {
            answers["/api/v1/info"] = info;
        }

        if (secret is not null)
        {
            answers["/api/v1/secret"] = secret;
        }

        return ConnectAsync(new FixedAgent(answers, 200), new VirtualTime());
    }

    private static Task<ObConnection> ConnectAsync(FixedAgent agent, VirtualTime time) => ObConnection.ConnectAsync(
        new ConnectOptions { Server = ["10.0.0.1"], AllowUnencryptedAuthentication = true, Password = SecretText.Protect(HostileJson.Canary), Handler = agent, TimeProvider = time });

    /// <summary>An agent that answers each path with a fixed text.</summary>
    private sealed class FixedAgent(Dictionary<string, string> answers, int status) : HttpMessageHandler
    {
        public string? RetryAfter { get; init; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string path = request.RequestUri!.AbsolutePath;
            bool isScripted = answers.TryGetValue(path, out string? text);
            text ??= path switch
            {
                "/api/v1/info" => HostileServer.Info,
                "/api/v1/secret" => "{\"successful\":true,\"data\":{\"public_key\":\"" + KeyText.Any + "\"}}",
                _ => HostileServer.Cluster,
            };
            var response = new HttpResponseMessage((HttpStatusCode)(isScripted ? status : 200)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) };
            if (isScripted && RetryAfter is { } wait)
            {
                response.Headers.TryAddWithoutValidation("Retry-After", wait);
            }

            return Task.FromResult(response);
        }
    }
}
