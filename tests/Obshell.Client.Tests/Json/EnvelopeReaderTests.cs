using System;
using System.Linq;
using System.Text;
using Obshell.Client.Dags;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Secrets;
using Obshell.Client.Time;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Client.Tests.Json;

/// <summary>For any answer, the caller gets data or a typed error (trap 26).</summary>
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Wire")]
public sealed class EnvelopeReaderTests
{
    [Theory]
    [InlineData(200, "", "EmptyAnswer")]
    [InlineData(200, "<html><body>obshell dashboard</body></html>", "NotAnObshellAgent")]
    [InlineData(400, "Client sent an HTTP request to an HTTPS server.\n", "NotAnObshellAgent")]
    [InlineData(502, "<html>Bad Gateway</html>", "GatewayError")]
    [InlineData(503, "", "GatewayError")]
    [InlineData(504, "upstream timed out", "GatewayError")]
    [InlineData(429, "slow down", "GatewayError")]
    [InlineData(301, "", "RedirectRefused")]
    [InlineData(307, "<a href=\"/x\">", "RedirectRefused")]
    [InlineData(200, "{\"successful\":true,\"data\":{\"id\":\"1", "MalformedAnswer")]
    [InlineData(200, "{}", "MalformedAnswer")]
    [InlineData(200, "{\"successful\":\"yes\"}", "MalformedAnswer")]
    [InlineData(200, "{\"successful\":true}{", "MalformedAnswer")]
    [InlineData(200, "{\"successful\":true} x", "MalformedAnswer")]
    [InlineData(200, "[1,2]", "NotAnObshellAgent")]
    [InlineData(200, "null", "NotAnObshellAgent")]
    [InlineData(200, "true", "NotAnObshellAgent")]
    public void A_body_that_is_not_an_envelope_causes_a_protocol_error_with_the_HTTP_status(int status, string body, string id)
    {
        var error = Assert.Throws<ObshellProtocolException>(() => Open(status, body));
        Assert.Equal(id, error.ErrorId);
        Assert.Equal(status, error.HttpStatus);
        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
        Assert.Equal("agent:2886", error.Agent);
    }

    [Theory]
    [InlineData("{\"successful\":true}")]
    [InlineData("{\"successful\":true,\"data\":null}")]
    [InlineData("{\"successful\":true,\"data\":null,\"error\":null,\"new\":[{\"x\":{}}]}")]
    public void Missing_or_null_data_is_empty_and_causes_a_typed_error_if_data_is_needed(string body)
    {
        Answer answer = Open(200, body);
        Assert.True(answer.Data.IsEmpty);
        Assert.Equal("EmptyAnswer", Assert.Throws<ObshellProtocolException>(() => AnswerData.Read(answer, DagJson.Default.AgentDag)).ErrorId);
        Assert.Empty(AnswerData.ReadContents(answer, DagJson.Default.ContentsAgentDag));
    }

    [Theory]
    [InlineData("{\"stage\":\"x\"}")]
    [InlineData("{\"stage\":99999999999999999999}")]
    [InlineData("{\"stage\":1.5}")]
    [InlineData("{\"nodes\":{}}")]
    [InlineData("{\"nodes\":[1]}")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"additional_data\":[]}")]
    public void Data_with_another_structure_causes_a_typed_error(string data)
    {
        Answer answer = Open(200, "{\"successful\":true,\"data\":" + data + "}");
        Assert.Equal("UnexpectedAnswer", Assert.Throws<ObshellProtocolException>(() => AnswerData.Read(answer, DagJson.Default.AgentDag)).ErrorId);
    }

    [Fact]
    [Trait("Trap", "18")]
    public void Null_and_unexpected_values_in_a_DAG_are_read_as_empty_values()
    {
        AgentDag dag = AnswerData.Read(
            Open(200, """{"successful":true,"data":{"ID":"1x","name":null,"dag_id":"12","state":null,"operator":null,"start_time":17,"end_time":"soon","nodes":[null,{"name":null,"sub_tasks":null},{"sub_tasks":[null,{"task_logs":[null,"a"],"execute_agent":null}]}],"maintenance_key":null,"additional_data":{"a":{"b":[1,9223372036854775807,1.5,"x",null,true]}},"future":1}}"""),
            DagJson.Default.AgentDag);

        Assert.Equal(("1x", 12L, "", "", ""), (dag.Id, dag.DagId, dag.Name, dag.State, dag.Operator));
        Assert.Null(dag.StartTime);
        Assert.False(dag.IsFinished);
        Assert.Equal(2, dag.Nodes.Length);
        Assert.Equal(["a"], dag.Nodes[1].SubTasks.Single().TaskLogs);
        Assert.Equal("", dag.TenantName);
        var inner = (System.Collections.Generic.Dictionary<string, object?>)dag.AdditionalData!["a"];
        Assert.Equal(9223372036854775807L, ((System.Collections.Generic.List<object?>)inner["b"]!)[1]);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("1970-01-01T08:00:00+08:00")]
    [InlineData("")]
    [InlineData("2026-99-99T00:00:00Z")]
    [Trait("Trap", "7")]
    public void Times_of_year_1_and_1970_and_invalid_times_are_read_as_null(string text) => Assert.Null(AgentTimeText.Parse(text));

    [Theory]
    [InlineData("2026-11-22T12:31:34.389050874Z", 3890508)]
    [InlineData("2026-11-22T20:31:34.3890508741+08:00", 3890508)]
    [InlineData("2026-11-22T12:31:34Z", 0)]
    public void Nine_fraction_digits_are_read_with_the_precision_of_NET(string text, int ticks) =>
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 12, 31, 34, TimeSpan.Zero).AddTicks(ticks), AgentTimeText.Parse(text));

    [Fact]
    public void Invalid_UTF8_causes_a_typed_error()
    {
        byte[] body = [.. "{\"successful\":true,\"traceId\":\""u8, 0xC3, 0x28, .. "\",\"data\":{}}"u8];
        Assert.ThrowsAny<ObshellException>(() => EnvelopeReader.Read(new RawAnswer(200, body, null, "", "a:1"), new Redactor()));
    }

    [Fact]
    public void Deeply_nested_JSON_causes_a_typed_error()
    {
        string deep = string.Concat(Enumerable.Repeat("[", 100_000));
        Assert.Throws<ObshellProtocolException>(() => Open(200, "{\"successful\":true,\"data\":" + deep));
    }

    [Fact]
    public void A_legacy_error_without_errCode_is_identified_by_its_status()
    {
        var error = Assert.Throws<ObshellApiException>(() => Open(400, """{"successful":false,"status":400,"traceId":"t","error":{"code":1001,"message":"m"}}"""));
        Assert.Equal(("Agent.Http400", "", 1001, "t"), (error.ErrorId, error.ErrorCode, error.LegacyCode, error.TraceId));
    }

    [Fact]
    [Trait("Promise", "6")]
    public void Secrets_in_an_answer_are_masked_by_form_and_by_value()
    {
        var redactor = new Redactor();
        redactor.Remember(SecretText.Protect("Canary-9f2"));
        string message = "Error 1064: near 'SET DECRYPTION IDENTIFIED BY 'pw-1','pw-2'; SET @kms_encrypt_info =\\\"kms-3\\\"; "
            + "ALTER SYSTEM RESTORE t FROM \\\"oss://b/k?host=h\\u0026access_id=id-4\\u0026access_key=key-5\\\"' Canary-9f2";
        var error = Assert.Throws<ObshellApiException>(() => EnvelopeReader.Read(
            new RawAnswer(400, Encoding.UTF8.GetBytes("{\"successful\":false,\"error\":{\"errCode\":\"MySQL.Error\",\"message\":\"" + message + "\"}}"), null, "", "a:1"),
            redactor));
        foreach (string canary in new[] { "pw-1", "pw-2", "kms-3", "id-4", "key-5", "Canary-9f2" })
        {
            Assert.DoesNotContain(canary, error.ToString(), StringComparison.Ordinal);
        }

        Assert.Contains("oss://b/k?host=h", error.Message, StringComparison.Ordinal);
    }

    private static Answer Open(int status, string body) =>
        EnvelopeReader.Read(new RawAnswer(status, Encoding.UTF8.GetBytes(body), null, "sent", "agent:2886"), new Redactor());
}
