using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>The order of the checks and the error texts of PROTOCOL 2.6.</summary>
[Trait("Category", TestCalendar.Category)]
public sealed class AuthenticationTests : SimulatorTest
{
    private const string Path = "/api/v1/tenants/overview";

    protected override SimulatorOptions Options => new() { ManualClock = true, RootPassword = "Root#1" };

    [Fact]
    public async Task The_right_password_is_accepted()
    {
        Assert.Equal(200, (await Client.GetAsync(Path)).Status);
        Assert.Equal(0, Cluster.DatabaseLoginAttempts);
    }

    [Fact]
    public async Task An_undecodable_header_is_refused_first_even_on_an_open_route()
    {
        var answer = await Client.SendRawAsync("GET", "/api/v1/info", null, ("X-OCS-Header", "Zm9vYmFy"));
        Refused(401, "Security.Authentication.Header.DecryptFailed", answer);
        Assert.Equal(1, answer.Code);
        Assert.Equal("", answer.TraceId);
        Assert.Equal("application/json; charset=utf-8", answer.ContentType);
    }

    [Theory]
    [InlineData("garbage", "illegal base64 data at input byte 4")]
    [InlineData("ga*bage=", "illegal base64 data at input byte 2")]
    [InlineData("Zg=a", "illegal base64 data at input byte 2")]
    [InlineData("Zg==Zg==", "illegal base64 data at input byte 4")]
    [InlineData("Zm9vYmFy", "crypto/rsa: decryption error")]
    public async Task The_error_for_an_undecodable_header_has_the_text_of_Go(string value, string reason)
    {
        var answer = await Client.SendRawAsync("GET", Path, null, ("X-OCS-Header", value));
        Assert.Equal("Decrypt http header failed: " + reason, answer.ErrorMessage);
    }

    [Fact]
    public async Task A_header_encrypted_for_another_agent_is_undecodable()
    {
        await ReplaceAsync(new SimulatorOptions { AgentCount = 2, ManualClock = true });
        var header = Encryptor.Header(new HeaderFields { Ts = TestClient.TsIn(60), Uri = Path }.ToJson(), Cluster.Agents[1].PublicKey);
        var answer = await Client.SendRawAsync("GET", Path, null, ("X-OCS-Header", header));
        Assert.Equal("Decrypt http header failed: crypto/rsa: decryption error", answer.ErrorMessage);
    }

    [Fact]
    public async Task A_Ts_that_is_a_JSON_number_makes_the_header_undecodable()
    {
        var answer = await Client.SendAsync("GET", Path, edit: h => h.Ts = 1895350794L);
        Refused(401, "Security.Authentication.Header.DecryptFailed", answer);
        Assert.Equal("Decrypt http header failed: json: cannot unmarshal number into Go struct field HttpHeader.Ts of type string", answer.ErrorMessage);
    }

    [Fact]
    public async Task The_body_is_checked_before_the_password()
    {
        var answer = await Client.SendAsync("POST", "/api/v1/tenant/restore", rawBody: "Mr1L6vnJhQ7OKFK7dnhC+g==", edit: h =>
        {
            h.Keys = null;
            h.Auth = "wrong";
            h.Uri = "/elsewhere";
        });
        Refused(500, "Request.Body.Decrypt.AES.KeyAndIv.Invalid", answer);
    }

    [Fact]
    public async Task A_missing_header_gives_400_without_an_error_number()
    {
        var answer = await Client.SendRawAsync("GET", Path, null);
        Refused(400, "Request.Header.NotFound", answer);
        Assert.Null(answer.Code);
        Assert.NotEqual("", answer.TraceId);
    }

    [Fact]
    public async Task The_URI_is_checked_before_time_and_password()
    {
        var answer = await Client.SendAsync("GET", Path, edit: h =>
        {
            h.Uri = Path + "?a=1";
            h.Ts = "1";
            h.Auth = "wrong";
        });
        Refused(401, "Security.Authentication.Header.UriMismatch", answer);
        Assert.Equal(("URI mismatch", 10008), (answer.ErrorMessage, answer.Code));
    }

    [Fact]
    public async Task The_time_is_checked_before_the_password()
    {
        var answer = await Client.SendAsync("GET", Path, edit: h =>
        {
            h.Ts = "1000000000";
            h.Auth = "wrong";
        });
        Refused(401, "Security.Authentication.Expired", answer);
        Assert.Equal(0, Cluster.DatabaseLoginAttempts);
    }

    [Fact]
    public async Task A_time_that_is_not_a_number_is_invalid()
    {
        var answer = await Client.SendAsync("GET", Path, edit: h => h.Ts = "soon");
        Refused(401, "Security.Authentication.Timestamp.Invalid", answer);
        Assert.StartsWith("Unauthorized: Invalid timestamp: soon, err: ", answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_is_not_checked_if_no_password_is_set()
    {
        await ReplaceAsync(new SimulatorOptions { ManualClock = true });
        Assert.Equal(200, (await Client.SendAsync("GET", Path, edit: h => h.Ts = "1")).Status);
        Assert.Equal(200, (await Client.SendAsync("GET", Path, edit: h => h.Ts = "never")).Status);
    }

    [Fact]
    public async Task A_header_is_accepted_in_its_last_second_and_refused_one_second_later()
    {
        var time = new StoppedTime(new DateTimeOffset(2026, 1, 1, 0, 1, 0, 900, TimeSpan.Zero));
        await ReplaceAsync(new SimulatorOptions { ManualClock = true, RootPassword = "p", TimeProvider = time });
        Assert.Equal(200, (await Client.SendAsync("GET", Path, edit: h => h.Ts = "1767225660")).Status);
        Refused(401, "Security.Authentication.Expired", await Client.SendAsync("GET", Path, edit: h => h.Ts = "1767225659"));
    }

    [Fact]
    public async Task The_clock_offset_of_the_agent_affects_expiry_the_time_route_and_the_envelope()
    {
        Cluster.Agents[0].ClockOffset = TimeSpan.FromHours(1);
        Refused(401, "Security.Authentication.Expired", await Client.GetAsync(Path));
        var time = await Client.SendRawAsync("GET", "/api/v1/time", null);
        var answered = DateTimeOffset.Parse((string)time.Data!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(answered - TestCalendar.Now, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
        Assert.InRange(time.Timestamp - TestCalendar.Now, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
        Assert.Equal(200, (await Client.SendAsync("GET", Path, edit: h => h.Ts = TestClient.TsIn(3660))).Status);
    }

    [Fact]
    public async Task A_header_with_a_far_expiry_time_is_accepted_and_can_be_replayed()
    {
        var header = Encryptor.Header(new HeaderFields { Auth = "Root#1", Ts = "99999999999999", Uri = Path }.ToJson(), Cluster.Agents[0].PublicKey);
        for (var i = 0; i < 3; i++)
            Assert.Equal(200, (await Client.SendRawAsync("GET", Path, null, ("X-OCS-Header", header))).Status);
    }

    [Fact]
    public async Task Each_wrong_password_causes_a_database_login()
    {
        Client.Password = "wrong";
        for (var i = 0; i < 2; i++)
        {
            var answer = await Client.GetAsync(Path);
            Refused(401, "Security.Authentication.IncorrectOceanbasePassword", answer);
            Assert.Equal(("Unauthorized: OceanBase password is incorrect", 10008), (answer.ErrorMessage, answer.Code));
        }
        Assert.Equal(2, Cluster.DatabaseLoginAttempts);
    }

    [Fact]
    public async Task The_agent_accepts_a_password_that_was_changed_in_the_database()
    {
        Cluster.RootPassword = "New#2";
        Assert.Equal(200, (await Client.GetAsync(Path)).Status);
        Client.Password = "New#2";
        Assert.Equal(200, (await Client.GetAsync(Path)).Status);
        Client.Password = "Root#1";
        Refused(401, "Security.Authentication.IncorrectOceanbasePassword", await Client.GetAsync(Path));
    }

    [Theory]
    [InlineData("SINGLE", "", "X-OCS-Header", "any", null)]
    [InlineData("SINGLE", "agent", "X-OCS-Header", "any", "Security.Authentication.WithAgentPassword")]
    [InlineData("SINGLE", "", "X-OCS-Agent-Header", "any", null)]
    [InlineData("SINGLE", "agent", "X-OCS-Agent-Header", "agent", null)]
    [InlineData("SINGLE", "agent", "X-OCS-Agent-Header", "other", "Security.Authentication.IncorrectAgentPassword")]
    [InlineData("FOLLOWER", "", "X-OCS-Header", "Root#1", "Request.Forward.MasterAgent.NotFound")]
    [InlineData("FOLLOWER", "", "X-OCS-Agent-Header", "Root#1", "Request.Forward.Header.NotExist")]
    [InlineData("MASTER", "", "X-OCS-Header", "Root#1", null)]
    [InlineData("CLUSTER AGENT", "", "X-OCS-Header", "Root#1", null)]
    [InlineData("CLUSTER AGENT", "agent", "X-OCS-Header", "Root#1", null)]
    [InlineData("CLUSTER AGENT", "agent", "X-OCS-Agent-Header", "agent", null)]
    [InlineData("CLUSTER AGENT", "agent", "X-OCS-Agent-Header", "Root#1", "Security.Authentication.IncorrectAgentPassword")]
    [InlineData("CLUSTER AGENT", "", "X-OCS-Agent-Header", "Root#1", "Security.Authentication.WithOceanBasePassword")]
    public async Task The_identity_determines_which_password_is_checked(string identity, string agentPassword, string header, string sent, string? errCode)
    {
        Cluster.Agents[0].Identity = identity;
        Cluster.Agents[0].AgentPassword = agentPassword;
        Client.HeaderName = header;
        Client.Password = sent;
        var answer = await Client.GetAsync("/api/v1/agents/status");
        Assert.Equal(errCode, answer.ErrCode);
        Assert.Equal(errCode is null ? 200 : errCode.StartsWith("Security", StringComparison.Ordinal) ? 401 : 500, answer.Status);
    }

    [Fact]
    public async Task An_agent_header_is_accepted_if_no_password_is_set()
    {
        await ReplaceAsync(new SimulatorOptions { ManualClock = true });
        Client.HeaderName = "X-OCS-Agent-Header";
        Client.Password = "anything";
        Assert.Equal(200, (await Client.GetAsync(Path)).Status);
    }

    [Fact]
    public async Task With_an_uninitialised_root_password_the_error_asks_for_the_agent_password()
    {
        Cluster.Agents[0].AgentPassword = "agent";
        Cluster.Agents[0].RootPasswordInitialised = false;
        Refused(401, "Security.Authentication.WithAgentPassword", await Client.GetAsync(Path));
    }

    [Fact]
    public async Task The_agent_header_takes_precedence_over_the_root_header()
    {
        Cluster.Agents[0].AgentPassword = "agent";
        string Header(string password) => Encryptor.Header(new HeaderFields { Auth = password, Ts = TestClient.TsIn(60), Uri = Path }.ToJson(), Cluster.Agents[0].PublicKey);
        var answer = await Client.SendRawAsync("GET", Path, null, ("X-OCS-Header", "garbage"), ("X-OCS-Agent-Header", Header("agent")));
        Assert.Equal(200, answer.Status);
        Assert.Equal("X-OCS-Agent-Header", Cluster.Requests.All[^1].HeaderName);
    }

    [Fact]
    public async Task The_answer_of_a_follower_contains_the_address_of_the_master()
    {
        await ReplaceAsync(new SimulatorOptions { ManualClock = true, AgentCount = 2, Identity = "MASTER" });
        Cluster.Agents[0].Identity = "FOLLOWER";
        var answer = await Client.RestoreAsync("t1");
        Refused(400, "Agent.Identify.NotSupportOperation", answer);
        Assert.Contains($"'127.0.0.1:{Cluster.Agents[1].Uri.Port}' is 'MASTER'", answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_replaces_the_password_until_the_agent_restarts()
    {
        var keys = Encryptor.NewKeys();
        var login = await Client.SendAsync("POST", "/api/v1/login", "{}", h => h.Keys = keys);
        var session = Encryptor.OpenBody((string)login.Data!, keys);
        Assert.Matches("^[0-9a-f]{64}$", session);
        void WithSession(HeaderFields header)
        {
            header.Auth = "";
            header.SessionId = session;
        }
        Assert.Equal(200, (await Client.SendAsync("GET", Path, edit: WithSession)).Status);
        Refused(401, "Security.Authentication.Expired", await Client.SendAsync("GET", Path, edit: h =>
        {
            WithSession(h);
            h.Ts = "1";
        }));
        await Cluster.Agents[0].RestartAsync();
        Refused(401, "Security.Authentication.SessionInvalid", await Client.SendAsync("GET", Path, edit: WithSession));
    }

    [Fact]
    public async Task A_session_expires_1800_seconds_after_its_last_use()
    {
        var keys = Encryptor.NewKeys();
        var session = Encryptor.OpenBody((string)(await Client.SendAsync("POST", "/api/v1/login", "{}", h => h.Keys = keys)).Data!, keys);
        void WithSession(HeaderFields header)
        {
            header.SessionId = session;
            header.Ts = "99999999999";
        }
        Cluster.Agents[0].ClockOffset = TimeSpan.FromSeconds(1790);
        Assert.Equal(200, (await Client.SendAsync("GET", Path, edit: WithSession)).Status);
        Cluster.Agents[0].ClockOffset = TimeSpan.FromSeconds(3580);
        Assert.Equal(200, (await Client.SendAsync("GET", Path, edit: WithSession)).Status);
        Cluster.Agents[0].ClockOffset = TimeSpan.FromSeconds(5400);
        Refused(401, "Security.Authentication.SessionExpired", await Client.SendAsync("GET", Path, edit: WithSession));
    }

    [Theory]
    [InlineData(LegacyMode.Before431, "4.2.6.0-0", "Verification failed")]
    [InlineData(LegacyMode.Before431, "4.3.0.0-0", "Verification failed: Unauthorized: OceanBase password is incorrect")]
    public async Task Old_agents_give_one_answer_for_every_authentication_error(LegacyMode legacy, string version, string message)
    {
        await ReplaceAsync(new SimulatorOptions { ManualClock = true, RootPassword = "p", Legacy = legacy, Version = version, KeyBits = 512 });
        Client.Password = "wrong";
        // Old agents check the password before the URI.
        var answer = await Client.SendAsync("GET", Path, edit: h => h.Uri = "/other");
        Assert.Equal((401, 10008, null, message), (answer.Status, answer.Code, answer.ErrCode, answer.ErrorMessage));
        foreach (var other in new[] { await Client.SendRawAsync("GET", Path, null), await Client.SendRawAsync("GET", Path, null, ("X-OCS-Header", "garbage")) })
        {
            Assert.Equal((401, 10008, null), (other.Status, other.Code, other.ErrCode));
            Assert.StartsWith("Verification failed", other.ErrorMessage, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/api/v1/task/dag/1999", 404, 2300)]
    [InlineData("/api/v1/tenant/none", 400, 1000)]
    public async Task Old_agents_have_numbers_instead_of_error_codes(string path, int status, int code)
    {
        await ReplaceAsync(new SimulatorOptions { ManualClock = true, Legacy = LegacyMode.Before431, Version = "4.2.6.0-0", KeyBits = 512 });
        var answer = await Client.GetAsync(path);
        Assert.Equal((status, code, null), (answer.Status, answer.Code, answer.ErrCode));
    }

    [Fact]
    public async Task The_answers_of_old_agents_have_no_maintenance_keys()
    {
        await ReplaceAsync(new SimulatorOptions { ManualClock = true, Legacy = LegacyMode.Before431, Version = "4.2.6.0-0", KeyBits = 512 });
        var dag = (JsonObject)(await Client.RestoreAsync("t1")).Data!;
        Assert.DoesNotContain(dag, p => p.Key.StartsWith("maintenance", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Agents_before_4_4_2_give_no_error_number_for_an_undecodable_header()
    {
        await ReplaceAsync(new SimulatorOptions { ManualClock = true, Legacy = LegacyMode.Before442, Version = "4.3.2.0-0", KeyBits = 512 });
        var answer = await Client.SendRawAsync("GET", Path, null, ("X-OCS-Header", "garbage"));
        Assert.Equal((401, null, "Security.Authentication.Header.DecryptFailed"), (answer.Status, answer.Code, answer.ErrCode));
    }

    [Theory]
    [InlineData("4.2.2.0-1", true, false, false)]
    [InlineData("4.2.4.0-1", true, false, false)]
    [InlineData("4.2.5.0-1", true, true, false)]
    [InlineData("4.5.0.0-0", true, true, true)]
    [InlineData("4.5.0.0-0", false, false, true)]
    public async Task The_info_answer_has_the_keys_of_its_version(string version, bool v2, bool supportedAuth, bool architecture)
    {
        await ReplaceAsync(new SimulatorOptions { ManualClock = true, Version = version, SupportedAuthV2 = v2 });
        var info = (JsonObject)(await Client.SendRawAsync("GET", "/api/v1/info", null)).Data!;
        Assert.Equal((supportedAuth, architecture), (info.ContainsKey("supportedAuth"), info.ContainsKey("architecture")));
    }

    [Fact]
    public async Task An_agent_with_only_v1_refuses_v2()
    {
        await ReplaceAsync(new SimulatorOptions { ManualClock = true, Version = "4.2.2.0-1" });
        Assert.Equal(401, (await Client.GetAsync(Path)).Status);
    }

    [Theory]
    [InlineData("/api/v1/info")]
    [InlineData("/api/v1/time")]
    [InlineData("/api/v1/secret")]
    [InlineData("/api/v1/git-info")]
    [InlineData("/api/v1/status")]
    public async Task Open_routes_need_no_header(string path) => Assert.Equal(200, (await Client.SendRawAsync("GET", path, null)).Status);

    [Fact]
    public async Task The_simulator_records_the_name_and_plaintext_of_the_header()
    {
        await Client.GetAsync(Path);
        var request = Cluster.Requests.All[^1];
        Assert.Equal(("GET", Path, 200, "X-OCS-Header", 0), (request.Method, request.PathAndQuery, request.Status, request.HeaderName, request.AgentIndex));
        Assert.Equal("Root#1", (string?)JsonNode.Parse(request.HeaderJson!)!["Auth"]);
        Assert.True(Cluster.Requests.All.Count(r => r.Status == 200) == 1);
    }
}
