using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.Json.Nodes;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.InvokeObApi;

/// <summary>
/// Invoke-ObApi calls any other route of the agent. It has the same login and rules as the other cmdlets, and does not change the data.
/// </summary>
[Trait("Topic", "Invoking")]
public sealed class InvokeObApiTests : CmdletTest
{
    private const string Any = "/api/v1/tenant/t1/parameters";

    protected override SimulatorOptions Options => new() { RootPassword = ConnectedSession.RootPassword, ManualClock = true, AgentCount = 2 };

    [Fact]
    public void A_list_is_returned_as_single_objects()
    {
        IReadOnlyList<PSObject> units = Run("Invoke-ObApi /api/v1/units/config").ThrowIfFailed().Output;

        Assert.Equal(["s1", "unit1", "u1"], units.Select(u => (string)((dynamic)u).name));
        Assert.All(units, u => Assert.Equal(9223372036854775807L, ((dynamic)u).max_iops));
        Assert.IsType<string>(((dynamic)units[0]).create_time);
    }

    [Fact]
    [Trait("Trap", "19")]
    public void Numbers_and_times_in_the_answer_are_not_changed()
    {
        Answer("""{"big":18446744073709551615,"scn":1795233600123456789,"share":0.10,"long":1234567890.1234567891,"when":"2026-11-21T12:00:00.123456789+08:00","deep":{"list":[1,[2],{"x":null}]},"Key":1,"key":2}""");

        dynamic it = Run("Invoke-ObApi $args[0]", Any).Single();

        Assert.Equal(18446744073709551615m, it.big);
        Assert.Equal(1795233600123456789L, it.scn);
        Assert.Equal(0.10m, it.share);
        Assert.Equal(1234567890.1234567891m, it.@long);
        Assert.Equal("2026-11-21T12:00:00.123456789+08:00", it.when);
        Assert.Equal(2L, it.deep.list[1][0]);
        Assert.Null(it.deep.list[2].x);
        Assert.Equal(2L, ((PSObject)it).Properties["key_"].Value);
    }

    [Fact]
    public void Raw_returns_the_exact_text_of_the_data()
    {
        Answer("""{"contents":[{"n":1.50,"m":1e3,"t":"a<b"}],"page":{"number":1}}""");

        Assert.Equal("""{"contents":[{"n":1.50,"m":1e3,"t":"a<b"}],"page":{"number":1}}""", Run("Invoke-ObApi $args[0] -Raw", Any).Single().BaseObject);
    }

    [Theory]
    [InlineData("""{"contents":null}""", 0)]
    [InlineData("""{"contents":[]}""", 0)]
    [InlineData("""null""", 0)]
    [InlineData("""{"contents":[1,2],"page":{"number":1}}""", 2)]
    [InlineData("\"text\"", 1)]
    [InlineData("""{"contents":"not a list"}""", 1)]
    public void A_list_gives_one_object_for_each_element_and_other_data_give_one_object(string data, int count)
    {
        Answer(data);

        Assert.Equal(count, Run("Invoke-ObApi $args[0]", Any).ThrowIfFailed().Output.Count);
    }

    [Theory]
    [InlineData("info")]
    [InlineData("secret")]
    [InlineData("status")]
    [InlineData("time")]
    [InlineData("git-info")]
    [InlineData("%69nfo")]
    public void Requests_to_routes_without_login_have_no_header(string route)
    {
        Run("Invoke-ObApi $args[0]", "/api/v1/" + route).Single();

        Assert.Null(Assert.Single(Requests).HeaderValue);
    }

    [Fact]
    public void Requests_to_all_other_routes_have_a_login_header()
    {
        Run("Invoke-ObApi /api/v1/agents/status").Single();

        Assert.NotNull(Assert.Single(Requests).HeaderValue);
    }

    [Fact]
    public void A_body_with_values_of_any_supported_type_is_sent_as_JSON()
    {
        Answer("{}", "POST");
        Session.SetVariable("secret", Secret.Of("CANARY\"4711"));

        SessionResult result = Run(
            """
            $VerbosePreference = $DebugPreference = 'Continue'
            Invoke-ObApi $args[0] POST -Body ([ordered]@{
                text = "a'b`"c"; number = [long]9223372036854775807; exact = [decimal]0.1000; share = 0.5; yes = $true; no = [switch]$false; none = $null
                list = 1, 'two', @{ three = 3 }; one = @(,'x'); empty = @(); object = [pscustomobject]@{ a = [pscustomobject]@{ b = 1 } }
                at = [DateTimeOffset]::new(2026, 11, 21, 12, 0, 0, [TimeSpan]::FromHours(8)); utc = [DateTime]::new(2026, 11, 21, 12, 0, 0, [DateTimeKind]::Utc)
                day = [DayOfWeek]::Monday; root_password = $secret
            })
            """, Any).ThrowIfFailed();

        JsonNode sent = JsonNode.Parse(Assert.Single(Room.Changes).BodyText)!;
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse("""
                {"text":"a'b\"c","number":9223372036854775807,"exact":0.1000,"share":0.5,"yes":true,"no":false,"none":null,
                "list":[1,"two",{"three":3}],"one":["x"],"empty":[],"object":{"a":{"b":1}},
                "at":"2026-11-21T12:00:00+08:00","utc":"2026-11-21T12:00:00+00:00","day":"Monday","root_password":"CANARY\"4711"}
                """),
                sent),
            sent.ToJsonString());
        Assert.NotEmpty(result.Debug);
        Assert.DoesNotContain("CANARY", result.Everything(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_of_JSON_text_is_sent_unchanged()
    {
        Answer("{}", "PATCH");

        Run("Invoke-ObApi $args[0] -Method PATCH -Body $args[1]", Any, """{ "n": 1.50, "status": "stop" }""").ThrowIfFailed();

        Assert.Equal("""{ "n": 1.50, "status": "stop" }""", Assert.Single(Room.Changes).BodyText);
    }

    [Theory]
    [InlineData("[1]", "BodyNotAnObject")]
    [InlineData("\"CANARY\"", "BodyNotAnObject")]
    [InlineData("{\"password\":\"CANARY\",}", "InvalidJson")]
    [InlineData("{'a':1}", "InvalidJson")]
    [InlineData("not CANARY json", "InvalidJson")]
    public void A_body_text_that_is_not_a_JSON_object_is_refused_and_not_shown(string text, string id)
    {
        SessionResult result = Run("Invoke-ObApi $args[0] POST -Body $args[1]", Any, text);

        result.Error(id);
        Assert.DoesNotContain("CANARY", result.Everything(), StringComparison.Ordinal);
        Assert.Empty(Requests);
    }

    [Theory]
    [InlineData("1, 2", "BodyNotAnObject")]
    [InlineData("42", "BodyNotAnObject")]
    [InlineData("@{ a = { 1 } }", "BodyNotSerializable")]
    [InlineData("@{ a = [version] }", "BodyNotSerializable")]
    [InlineData("@{ a = 'zone1' | New-ObZoneParam -UnitConfigName s1 -UnitNum 1 }", "BodyNotSerializable")]
    [InlineData("@{ a = [DateTime]::new(2026, 11, 21) }", "InvalidTimestamp")]
    [InlineData("@{ a = [double]::NaN }", "InvalidNumber")]
    [InlineData("@{ a = [string][char]0xD800 }", "InvalidValue")]
    [InlineData("$(($h = @{}).self = $h; $h)", "BodyTooDeep")]
    public void A_value_that_JSON_cannot_represent_is_refused_with_its_path(string body, string id)
    {
        SessionResult result = Run($"Invoke-ObApi $args[0] POST -Body ({body})", Any);

        string text = result.Error(id).ErrorDetails.Message;
        Assert.True(id == "BodyNotAnObject" || text.Contains("'a'", StringComparison.Ordinal) || text.Contains("'self.self", StringComparison.Ordinal), text);
        Assert.Empty(Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/api/v1")]
    [InlineData("/api/v1/")]
    [InlineData("/rpc/v1/x")]
    [InlineData("api/v1/info")]
    [InlineData("http://elsewhere/api/v1/info")]
    [InlineData("//elsewhere/api/v1/info")]
    [InlineData("/api/v1/info/")]
    [InlineData("/api/v1/../v1/info")]
    [InlineData("/api/v1/a/%2e%2E/info")]
    [InlineData("/api/v1/a/./info")]
    [InlineData("/api/v1//info")]
    [InlineData("/api/v1/a/..%2F..%2Frpc")]
    [InlineData("/api/v1/info#x")]
    [InlineData("/api/v1/a b")]
    [InlineData("/api/v1/a\\b")]
    [InlineData("/api/v1/a%zz")]
    [InlineData("/api/v1/a%")]
    public void A_path_outside_the_API_is_refused(string path)
    {
        ErrorRecord error = Run("Invoke-ObApi -Path $args[0]", path).Error("InvalidApiPath");

        Assert.Contains("Invoke-ObApi /api/v1/tenants/overview", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Requests);
    }

    [Fact]
    public void A_GET_is_sent_to_the_next_agent_if_the_first_is_down()
    {
        Cluster.Faults.Add(new Fault { Kind = FaultKind.DropBeforeHandler, AgentIndex = 0, Times = int.MaxValue });

        Assert.Equal(3, Run("Invoke-ObApi /api/v1/units/config").ThrowIfFailed().Output.Count);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public void A_change_is_sent_once_and_a_lost_answer_is_reported(string method)
    {
        Cluster.Faults.Add(new Fault { Kind = FaultKind.DropBeforeHandler, Method = method, Times = int.MaxValue });

        SessionResult result = Run("Invoke-ObApi $args[0] $args[1] -Confirm:$false", Any, method);

        result.Error("ChangeUnknown");
        RecordedRequest change = Assert.Single(Room.Changes);
        Assert.Contains(change.TraceId, Assert.Single(result.Audit).MessageData.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_sends_a_GET_but_no_change()
    {
        Assert.Empty(Run("Invoke-ObApi /api/v1/unit/config/s1 DELETE -WhatIf").ThrowIfFailed().Output);
        Assert.Contains("DELETE", Host.Screen, StringComparison.Ordinal);
        Assert.Empty(Requests);

        Assert.Single(Run("Invoke-ObApi /api/v1/unit/config/s1 -WhatIf").ThrowIfFailed().Output);
    }

    [Fact]
    public void A_DELETE_asks_by_default_but_a_POST_does_not()
    {
        Assert.NotEmpty(Run("Invoke-ObApi /api/v1/unit/config/s1 DELETE").AllErrors);
        Assert.Empty(Requests);

        Run("Invoke-ObApi /api/v1/unit/config POST -Body @{ name = 'n1'; memory_size = '4G'; max_cpu = 2 }").ThrowIfFailed();
        Run("Invoke-ObApi /api/v1/unit/config/s1 DELETE -Confirm:$false").ThrowIfFailed();
        Run("$ConfirmPreference = 'None'; Invoke-ObApi /api/v1/unit/config/u1 DELETE").ThrowIfFailed();

        Assert.Equal(["unit1", "n1"], Cluster.UnitConfigs.Select(u => u.Name));
    }

    [Fact]
    public void Status_204_is_a_warning_and_a_change_writes_an_audit_record()
    {
        SessionResult result = Run("Invoke-ObApi /api/v1/tenant/absent DELETE -Confirm:$false").ThrowIfFailed();

        Assert.Contains("204", Assert.Single(result.Warnings), StringComparison.Ordinal);
        dynamic audit = Assert.Single(result.Audit).MessageData;
        Assert.Equal("DELETE", audit.Action);
        Assert.Equal("/api/v1/tenant/absent", audit.Target);
        Assert.Equal("HTTP 204", audit.Outcome);
    }

    [Fact]
    public void A_refusal_by_the_agent_is_reported_as_the_agents_error() =>
        Assert.Equal("/api/v1/unit/config/none", Run("Invoke-ObApi /api/v1/unit/config/none").Error("OB.Resource.UnitConfig.NotExist").TargetObject);

    [Fact]
    public void Secrets_in_path_body_and_answer_are_never_shown()
    {
        Answer("""{"uri":"oss://b/d?host=h&access_id=CANARYid&access_key=CANARYkey","password":"CANARYpw","tokens":{"session_id":["CANARYsid"]},"log":"SET DECRYPTION IDENTIFIED BY 'CANARYsql'"}""", method: null);
        const string loud = "$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'; ";
        string path = Any + "?access_key=CANARYquery";

        string seen = string.Concat(
            Run(loud + "Invoke-ObApi $args[0]; Invoke-ObApi $args[0] -Raw", path).ThrowIfFailed().Everything(),
            Run(loud + "Invoke-ObApi $args[0] POST -Body @{ password = 'CANARYtext'; decryption = 'CANARYlist', 'CANARYmore' }", path).ThrowIfFailed().Everything(),
            Run(loud + "Invoke-ObApi $args[0] POST -Body '{\"decryption\":[\"CANARYjson\"],\"access_key\":\"CANARYak\"}'", path).ThrowIfFailed().Everything(),
            Run(loud + "Invoke-ObApi $args[0] DELETE -WhatIf", path).ThrowIfFailed().Everything(),
            Host.Screen);

        Assert.Contains("access_key=***", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", seen, StringComparison.Ordinal);
        Assert.Contains("CANARYquery", Requests[0].PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_piped_body_is_sent_as_one_request()
    {
        Answer("{}", "POST");

        Session.InvokeWithInput("$input | Invoke-ObApi $args[0] POST", [new Hashtable { ["a"] = 1 }, new Hashtable { ["a"] = 2 }], Any).ThrowIfFailed();

        Assert.Equal(["""{"a":1}""", """{"a":2}"""], Room.Changes.Select(r => r.BodyText));
    }

    /// <summary>After this call the agent answers every request to <see cref="Any"/> with this data.</summary>
    private void Answer(string data, string? method = "GET") => Cluster.Faults.Add(new Fault
    {
        Kind = FaultKind.Custom,
        Method = method,
        PathPrefix = Any,
        Times = int.MaxValue,
        Custom = async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(
                $$"""{"successful":true,"timestamp":"2026-11-22T12:34:11Z","duration":1,"status":200,"traceId":"t","data":{{data}}}"""));
            return true;
        },
    });
}
