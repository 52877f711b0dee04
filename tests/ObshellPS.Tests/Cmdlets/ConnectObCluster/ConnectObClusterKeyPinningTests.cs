using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Transport;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.ConnectObCluster;

/// <summary>-PublicKeyFingerprint: an agent with another key gets neither a password nor a body.</summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Transport")]
public sealed class ConnectObClusterKeyPinningTests : IAsyncLifetime
{
    private readonly HostedSession session = new();
    private SimulatedCluster cluster = null!;

    public async Task InitializeAsync()
    {
        cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, AgentCount = 2, ManualClock = true });
        session.SetVariable("password", Secret.Of(ConnectedSession.RootPassword));
        session.SetVariable("good", ConnectedSession.Good());
    }

    public async Task DisposeAsync()
    {
        session.Dispose();
        await cluster.DisposeAsync();
    }

    public static TheoryData<string> Forms =>
    [
        "SHA256:base64", "sha256:base64", "SHA256:base64=", "base64", " SHA256:base64 ", "HEX", "hex", "H:E:X", "SHA256:hex", "SHA256:H:E:X",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_usual_form_of_a_SHA_256_fingerprint_is_accepted(string form)
    {
        byte[] hash = HashOf(cluster.Agents[0]);
        string hex = Convert.ToHexString(hash);
        string text = form
            .Replace("base64", Convert.ToBase64String(hash).TrimEnd('='), StringComparison.Ordinal)
            .Replace("H:E:X", string.Join(':', hex.Chunk(2).Select(c => new string(c))), StringComparison.Ordinal)
            .Replace("HEX", hex, StringComparison.Ordinal)
            .Replace("hex", hex.ToLowerInvariant(), StringComparison.Ordinal);

        dynamic connection = Connect([0], text).Single();

        Assert.True(connection.IsKeyPinned);
        Assert.Equal(Fingerprint(0), connection.PublicKeyFingerprint);
    }

    public static TheoryData<string> BadForms =>
    [
        "", " ", "SHA256:", "hello", "MD5:00112233445566778899aabbccddeeff", new string('a', 63), new string('a', 65), new string('g', 64),
        "SHA256:" + new string('A', 42), "SHA256:" + new string('A', 44), string.Join('-', Enumerable.Repeat("aa", 32)), "SHA256:" + new string('A', 42) + "B",
    ];

    [Theory]
    [MemberData(nameof(BadForms))]
    public void A_text_that_is_not_a_SHA_256_fingerprint_is_refused_with_the_reason_and_nothing_is_sent(string text)
    {
        ErrorRecord error = Connect([0], Fingerprint(0), text).Error("InvalidFingerprint");

        Assert.Contains("-PublicKeyFingerprint: Fingerprint 2", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("SHA256:", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(cluster.Requests.All);
    }

    [Theory]
    [InlineData("$null")]
    [InlineData("@()")]
    [InlineData("$notSet")]
    [InlineData("''")]
    public void A_fingerprint_from_an_empty_PowerShell_variable_is_an_error_and_nothing_is_sent(string value)
    {
        session.Invoke("Connect-ObCluster -Server $args[0] -Password $password -PublicKeyFingerprint " + value, cluster.Agents[0].Uri).Error("EmptyParameter");

        Assert.Empty(cluster.Requests.All);
    }

    [Fact]
    [Trait("Promise", "6")]
    public void Promise_6_an_agent_with_another_key_gets_no_password_and_the_error_shows_both_fingerprints()
    {
        ErrorRecord error = Connect([0], Fingerprint(1)).Error("PublicKeyMismatch");

        Assert.Equal(ErrorCategory.SecurityError, error.CategoryInfo.Category);
        Assert.Contains(Fingerprint(0), error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains(Fingerprint(1), error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("-PublicKeyFingerprint", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(Fingerprint(0), ((dynamic)error.Exception).Seen);
        Assert.Equal([Fingerprint(1)], (IEnumerable<string>)((dynamic)error.Exception).Expected);
        AssertNoLogin(0);
        Assert.Empty(session.Invoke("Get-ObConnection").Output);
    }

    [Fact]
    public void The_connection_and_every_agent_show_their_key_fingerprint()
    {
        dynamic connection = Connect([0, 1]).Single();
        PSObject[] agents = [.. session.Invoke("Get-ObAgent").ThrowIfFailed().Output];

        Assert.False(connection.IsKeyPinned);
        Assert.Equal(Fingerprint(0), connection.PublicKeyFingerprint);
        Assert.Equal([Fingerprint(0), Fingerprint(1)], agents.Select(a => (string)((dynamic)a).PublicKeyFingerprint));
    }

    [Fact]
    [Trait("Promise", "6")]
    public async Task Promise_6_the_fingerprint_to_pin_can_be_read_without_a_login()
    {
        await using var tap = new WireTap(cluster.Agents[0].Uri.Port);
        session.SetVariable("tapped", "127.0.0.1:" + tap.Port);

        dynamic key = session.Invoke("Get-ObAgent -Server $tapped -Fingerprint").Single();

        Assert.Equal(("127.0.0.1:" + tap.Port, Fingerprint(0), 1024), ((string)key.Agent, (string)key.PublicKeyFingerprint, (int)key.KeyBits));
        string sent = string.Concat(tap.Sent.Select(System.Text.Encoding.Latin1.GetString));
        Assert.StartsWith("GET /api/v1/secret HTTP/1.1", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("X-OCS", sent, StringComparison.OrdinalIgnoreCase);
        Assert.Single(cluster.Requests.All);
        Assert.Empty(session.Invoke("Get-ObConnection").Output);

        session.Invoke("Connect-ObCluster -Server $tapped -Password $password -PublicKeyFingerprint (Get-ObAgent -Server $tapped -Fingerprint).PublicKeyFingerprint").Single();
    }

    [Fact]
    public async Task An_agent_whose_key_cannot_be_read_is_an_error_and_the_other_agents_are_shown()
    {
        await cluster.Agents[0].StopAsync();

        SessionResult result = session.Invoke("Get-ObAgent -Server $args -Fingerprint", Servers(0, 1));

        Assert.Equal(Fingerprint(1), ((dynamic)result.Output.Single()).PublicKeyFingerprint);
        Assert.StartsWith("AgentUnreachable", Assert.Single(result.AllErrors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fingerprints_from_Get_ObAgent_can_be_pinned_without_change()
    {
        Connect([0, 1]).Single();

        session.Invoke("Connect-ObCluster -Server $args -Password $password -PublicKeyFingerprint (Get-ObAgent).PublicKeyFingerprint", Servers(0, 1)).Single();
    }

    [Fact]
    public async Task Each_of_several_agents_can_have_its_own_pinned_key()
    {
        Connect([0, 1], Fingerprint(0), Fingerprint(1)).Single();
        await cluster.Agents[0].StopAsync();

        session.Invoke("Get-ObDag").ThrowIfFailed();
    }

    [Fact]
    public async Task After_a_failover_an_agent_with_another_key_gets_no_password()
    {
        Connect([0, 1], Fingerprint(0)).Single();
        await cluster.Agents[0].StopAsync();

        ErrorRecord error = Assert.Single(session.Invoke("Get-ObDag").AllErrors);

        Assert.StartsWith("PublicKeyMismatch", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(Fingerprint(1), error.ErrorDetails.Message, StringComparison.Ordinal);
        AssertNoLogin(1);
    }

    [Fact]
    public void An_agent_with_another_key_is_skipped_with_a_warning_if_a_pinned_agent_answers()
    {
        SessionResult result = Connect([0, 1], Fingerprint(1));

        Assert.Equal(cluster.Agents[1].Uri.Authority, ((dynamic)result.Single()).Agent);
        Assert.Contains(result.Warnings, w => w.Contains("PublicKeyMismatch", StringComparison.Ordinal) && w.Contains(cluster.Agents[0].Uri.Authority, StringComparison.Ordinal));
        AssertNoLogin(0);
    }

    [Theory]
    [InlineData("Get-ObDag")]
    [InlineData("Start-ObTenantRestore @good")]
    [InlineData("Wait-ObDag 11")]
    [InlineData("Remove-ObTenant t1 -Confirm:$false")]
    [InlineData("Invoke-ObApi -Method POST -Path /api/v1/unit/config/create -Body @{ name = 'u'; memory_size = '2G'; max_cpu = 2 } -Confirm:$false")]
    public async Task If_the_key_changes_during_a_session_the_command_fails_and_never_uses_the_new_key(string command)
    {
        Connect([0], Fingerprint(0)).Single();
        await cluster.Agents[0].NewHomeAsync();
        cluster.Requests.Clear();

        ErrorRecord error = Assert.Single(session.Invoke(command).AllErrors);

        Assert.StartsWith("PublicKeyMismatch", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(Fingerprint(0), error.ErrorDetails.Message, StringComparison.Ordinal);

        // The header was encrypted with the old key before the module saw the change. The agent could not decrypt it.
        Assert.All(cluster.Requests.All.Where(r => r.HeaderName is not null), r => Assert.Equal(401, r.Status));
        Assert.Equal(0, cluster.DatabaseLoginAttempts);
        Assert.DoesNotContain(cluster.Sql.Statements, s => s.Contains("RESTORE", StringComparison.Ordinal) || s.Contains("DROP", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_larger_key_after_an_upgrade_does_not_match_the_pinned_key()
    {
        await using SimulatedCluster old = await SimulatedCluster.StartAsync(
            new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, KeyBits = 512, Legacy = LegacyMode.Before442, Version = "4.3.2.0-0" });
        SessionResult result = session.Invoke("Connect-ObCluster -Server $args[0] -Password $password -PublicKeyFingerprint $args[1]", old.Agents[0].Uri, Fingerprint(old.Agents[0]));
        result.Single();
        Assert.Contains("512 bits", Assert.Single(result.Warnings), StringComparison.Ordinal);
        await old.Agents[0].UpgradeAsync();

        Assert.StartsWith("PublicKeyMismatch", Assert.Single(session.Invoke("Get-ObDag").AllErrors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_machine_at_the_same_address_is_detected()
    {
        await using SimulatedCluster stranger = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = "other", ManualClock = true });
        await using var tap = new WireTap(cluster.Agents[0].Uri.Port);
        session.Invoke("Connect-ObCluster -Server $args[0] -Password $password -PublicKeyFingerprint $args[1]", "127.0.0.1:" + tap.Port, Fingerprint(0)).Single();
        tap.Target = stranger.Agents[0].Uri.Port;
        await cluster.Agents[0].StopAsync();

        Assert.StartsWith("PublicKeyMismatch", Assert.Single(session.Invoke("Get-ObDag").AllErrors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(0, stranger.DatabaseLoginAttempts);
    }

    [Fact]
    public async Task Over_TLS_the_key_can_be_pinned_too()
    {
        using var stage = new TransportStage();
        await using SimulatedCluster tls = await SimulatedCluster.StartAsync(
            new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, ServerCertificate = stage.Certificates.Server });
        string right = Fingerprint(tls.Agents[0]);

        Assert.Empty(stage.Connect(tls.Agents[0].Uri.Port, $"-CertificateAuthority $ca -PublicKeyFingerprint '{right}'").ThrowIfFailed().Warnings);
        stage.Connect(tls.Agents[0].Uri.Port, $"-CertificateAuthority $ca -PublicKeyFingerprint '{Fingerprint(0)}'").Error("PublicKeyMismatch");
    }

    [Fact]
    public async Task Without_pinned_keys_a_new_key_is_accepted()
    {
        Connect([0]).Single();
        await cluster.Agents[0].NewHomeAsync();

        session.Invoke("Get-ObDag").ThrowIfFailed();
        Assert.Equal(Fingerprint(0), ((dynamic)session.Invoke("Get-ObConnection").Single()).PublicKeyFingerprint);
    }

    [Fact]
    public void Plain_HTTP_with_a_pinned_key_has_its_own_warning()
    {
        string warning = Assert.Single(Connect([0], Fingerprint(0)).Warnings);

        Assert.Contains("pinned", warning, StringComparison.Ordinal);
        Assert.Contains("answers are not encrypted", warning, StringComparison.Ordinal);
    }

    private static byte[] HashOf(SimulatedAgent agent) => SHA256.HashData(Convert.FromBase64String(agent.PublicKey));

    private static string Fingerprint(SimulatedAgent agent) => "SHA256:" + Convert.ToBase64String(HashOf(agent)).TrimEnd('=');

    private string Fingerprint(int agent) => Fingerprint(cluster.Agents[agent]);

    private object[] Servers(params int[] agents) => [.. agents.Select(a => cluster.Agents[a].Uri.Authority)];

    private SessionResult Connect(int[] agents, params string[] fingerprints)
    {
        var arguments = new Hashtable { ["Server"] = Servers(agents) };
        if (fingerprints.Length > 0)
        {
            arguments["PublicKeyFingerprint"] = fingerprints;
        }

        session.SetVariable("arguments", arguments);
        return session.Invoke("Connect-ObCluster @arguments -Password $password");
    }

    private void AssertNoLogin(int agent) =>
        Assert.DoesNotContain(cluster.Requests.All, r => r.AgentIndex == agent && r.HeaderName is not null);
}
