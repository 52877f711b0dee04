using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.ConnectObCluster;

/// <summary>
/// OBSHELL_SERVER and OBSHELL_PASSWORD are used when the parameter is not given. Variables belong to the whole process, so these tests run
/// alone.
/// </summary>
[Collection(AloneCollection.Name)]
[Trait("Category", "Slow")]
[Trait("Topic", "Connecting")]
public sealed class ConnectObClusterEnvironmentTests : IClassFixture<SharedSession>, IDisposable
{
    private readonly HostedSession session;
    private readonly IDisposable before = TestVariables.Keep(
        "OBSHELL_SERVER", "OBSHELL_PASSWORD", "OBSHELL_FINGERPRINT", "OBSHELL_ALLOW_UNENCRYPTED_AUTHENTICATION", "HTTP_PROXY", "http_proxy", "ALL_PROXY");

    public ConnectObClusterEnvironmentTests(SharedSession shared) => session = shared.Session;

    public void Dispose()
    {
        before.Dispose();
        session.Invoke("Get-ObConnection | Disconnect-ObCluster").ThrowIfFailed();
    }

    [Fact]
    public async Task Without_arguments_server_and_password_come_from_the_environment()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = "from the environment" });
        TestVariables.Set("OBSHELL_SERVER", cluster.Agents[0].Uri.Authority);
        TestVariables.Set("OBSHELL_PASSWORD", "from the environment");

        dynamic connection = session.Invoke("Connect-ObCluster").Single();

        Assert.Equal(cluster.Agents[0].Uri.Authority, connection.Agent);
    }

    [Theory]
    [InlineData(",")]
    [InlineData(", ")]
    [InlineData(";")]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\t")]
    public async Task OBSHELL_SERVER_can_contain_several_servers(string separator)
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = "x1", AgentCount = 2 });
        TestVariables.Set("OBSHELL_SERVER", string.Join(separator, cluster.Agents.Select(a => a.Uri.Authority)));
        TestVariables.Set("OBSHELL_PASSWORD", "x1");

        dynamic connection = session.Invoke("Connect-ObCluster").Single();

        Assert.Equal(2, ((IReadOnlyList<string>)connection.Server).Count);
    }

    /// <summary>A mounted secret is a file, and files often end with a line break.</summary>
    [Theory]
    [InlineData("x1\n")]
    [InlineData("x1\r\n")]
    public async Task A_password_that_ends_with_a_line_break_is_an_error_and_is_not_sent(string password)
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = "x1" });
        TestVariables.Set("OBSHELL_SERVER", cluster.Agents[0].Uri.Authority + "\n");
        TestVariables.Set("OBSHELL_PASSWORD", password);

        string message = session.Invoke("Connect-ObCluster").Error("PasswordEndsInLineBreak").ErrorDetails.Message;
        session.Invoke("Connect-ObCluster -Password $args[0]", Secret.Of(password)).Error("PasswordEndsInLineBreak");
        session.Invoke("Connect-ObCluster -Credential ([pscredential]::new('root', $args[0]))", Secret.Of(password)).Error("PasswordEndsInLineBreak");
        session.Invoke("Connect-ObCluster -AgentPassword $args[0]", Secret.Of(password)).Error("PasswordEndsInLineBreak");

        Assert.Contains("TrimEnd", message, StringComparison.Ordinal);
        Assert.DoesNotContain("x1", message, StringComparison.Ordinal);
        Assert.Empty(cluster.Requests.All);
        Assert.Equal(0, cluster.DatabaseLoginAttempts);
    }

    [Fact]
    public async Task The_environment_can_pin_keys_and_a_given_parameter_takes_precedence()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = "x1" });
        string right = Convert.ToHexString(SHA256.HashData(Convert.FromBase64String(cluster.Agents[0].PublicKey)));
        TestVariables.Set("OBSHELL_SERVER", cluster.Agents[0].Uri.Authority);
        TestVariables.Set("OBSHELL_PASSWORD", "x1");

        TestVariables.Set("OBSHELL_FINGERPRINT", new string('0', 64));
        session.Invoke("Connect-ObCluster").Error("PublicKeyMismatch");
        Assert.True(((dynamic)session.Invoke("Connect-ObCluster -PublicKeyFingerprint $args[0]", right).Single()).IsKeyPinned);

        TestVariables.Set("OBSHELL_FINGERPRINT", new string('0', 64) + "; " + right);
        Assert.True(((dynamic)session.Invoke("Connect-ObCluster").Single()).IsKeyPinned);

        TestVariables.Set("OBSHELL_FINGERPRINT", " ;");
        session.Invoke("Connect-ObCluster").Error("InvalidFingerprint");
    }

    [Theory]
    [InlineData("true")]
    [InlineData("True")]
    [InlineData("1")]
    public void The_environment_can_allow_plain_HTTP(string value)
    {
        TestVariables.Set("OBSHELL_ALLOW_UNENCRYPTED_AUTHENTICATION", value);

        // Nothing listens there.
        Assert.NotEqual("UnencryptedAuthentication", IdOf("Connect-ObCluster -Server 0.0.0.0:1 -TimeoutSec 1"));
        Assert.Equal("UnencryptedAuthentication", IdOf("Connect-ObCluster -Server 0.0.0.0:1 -TimeoutSec 1 -AllowUnencryptedAuthentication:$false"));
    }

    [Theory]
    [InlineData("false")]
    [InlineData("0")]
    public void The_environment_can_forbid_plain_HTTP(string value)
    {
        TestVariables.Set("OBSHELL_ALLOW_UNENCRYPTED_AUTHENTICATION", value);

        Assert.Equal("UnencryptedAuthentication", IdOf("Connect-ObCluster -Server 0.0.0.0:1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("yes please")]
    [InlineData("2")]
    public async Task The_error_for_a_variable_without_a_valid_value_shows_the_name_of_the_variable(string value)
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = "x1" });
        TestVariables.Set("OBSHELL_ALLOW_UNENCRYPTED_AUTHENTICATION", value);

        ErrorRecord error = session.Invoke("Connect-ObCluster -Server $args[0]", cluster.Agents[0].Uri.Authority).Error("InvalidVariable");

        Assert.Contains("OBSHELL_ALLOW_UNENCRYPTED_AUTHENTICATION", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(cluster.Requests.All);
    }

    [Fact]
    public async Task Parameters_take_precedence_over_the_environment()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = "right" });
        TestVariables.Set("OBSHELL_SERVER", "127.0.0.1:1");
        TestVariables.Set("OBSHELL_PASSWORD", "wrong");

        session.Invoke("Connect-ObCluster -Server $args[0] -Password $args[1]", cluster.Agents[0].Uri.Authority, Secret.Of("right")).Single();

        Assert.Equal(0, cluster.DatabaseLoginAttempts);
    }

    [Fact]
    public async Task With_AgentPassword_the_root_password_of_the_environment_is_not_used()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = "right", AgentPassword = "agent" });
        TestVariables.Set("OBSHELL_PASSWORD", "wrong");

        session.Invoke("Connect-ObCluster -Server $args[0] -AgentPassword $args[1]", cluster.Agents[0].Uri.Authority, Secret.Of("agent")).Single();

        Assert.Equal(0, cluster.DatabaseLoginAttempts);
    }

    /// <summary>A CI system sets an empty variable if its secret is missing.</summary>
    [Theory]
    [InlineData("OBSHELL_SERVER", "", "Server")]
    [InlineData("OBSHELL_SERVER", "  ", "Server")]
    [InlineData("OBSHELL_PASSWORD", "", "Password")]
    [InlineData("OBSHELL_PASSWORD", " ", "Password")]
    [InlineData("OBSHELL_FINGERPRINT", "", "PublicKeyFingerprint")]
    [InlineData("OBSHELL_FINGERPRINT", "\t", "PublicKeyFingerprint")]
    [Trait("Promise", "12")]
    public async Task An_empty_variable_is_an_error_and_nothing_is_sent(string name, string value, string parameter)
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = "x1" });
        TestVariables.Set("OBSHELL_SERVER", cluster.Agents[0].Uri.Authority);
        TestVariables.Set("OBSHELL_PASSWORD", "x1");
        TestVariables.Set(name, value);

        string message = session.Invoke("Connect-ObCluster").Error("EmptyVariable").ErrorDetails.Message;

        Assert.Contains(name, message, StringComparison.Ordinal);
        Assert.Contains("-" + parameter, message, StringComparison.Ordinal);
        Assert.Empty(cluster.Requests.All);
    }

    [Theory]
    [InlineData("CertificateAuthority", "$null")]
    [InlineData("CertificateAuthority", "''")]
    [InlineData("CertificateAuthority", "'  '")]
    [InlineData("ClientCertificate", "$null")]
    [InlineData("Proxy", "$null")]
    [InlineData("Password", "$null")]
    [InlineData("AgentPassword", "$null")]
    [Trait("Promise", "12")]
    public async Task An_empty_parameter_is_an_error_and_is_not_replaced_by_the_default(string parameter, string value)
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = "x1" });
        TestVariables.Set("OBSHELL_PASSWORD", "x1");

        string message = session.Invoke($"Connect-ObCluster -Server $args[0] -{parameter} {value}", cluster.Agents[0].Uri.Authority).Error("EmptyParameter").ErrorDetails.Message;

        Assert.Contains("-" + parameter, message, StringComparison.Ordinal);
        Assert.Empty(cluster.Requests.All);
    }

    [Fact]
    public async Task An_empty_password_connects_to_a_cluster_without_a_root_password()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = "" });
        TestVariables.Set("OBSHELL_PASSWORD", "");

        session.Invoke("Connect-ObCluster -Server $args[0] -Password ([securestring]::new())", cluster.Agents[0].Uri.Authority).Single();
    }

    [Fact]
    public void Without_a_server_the_error_shows_the_parameter_and_the_variable()
    {
        TestVariables.Set("OBSHELL_SERVER", null);

        string message = session.Invoke("Connect-ObCluster").Error("MissingServer").ErrorDetails.Message;

        Assert.Contains("-Server", message, StringComparison.Ordinal);
        Assert.Contains("OBSHELL_SERVER", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proxy_variables_are_ignored_unless_a_proxy_is_requested()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = "x1" });
        foreach (string name in new[] { "HTTP_PROXY", "http_proxy", "ALL_PROXY" })
        {
            TestVariables.Set(name, "http://127.0.0.1:1");
        }

        session.Invoke("Connect-ObCluster -Server $args[0] -Password $args[1]", cluster.Agents[0].Uri.Authority, Secret.Of("x1")).Single();
    }

    private string IdOf(string script) => Assert.Single(session.Invoke(script).AllErrors).FullyQualifiedErrorId.Split(',')[0];

    [Fact]
    [Trait("Promise", "6")]
    public async Task Promise_6_the_password_of_the_environment_is_not_shown()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = "right" });
        TestVariables.Set("OBSHELL_PASSWORD", "canary-4711");

        SessionResult result = session.Invoke("$VerbosePreference = $DebugPreference = 'Continue'; Connect-ObCluster -Server $args[0]", cluster.Agents[0].Uri.Authority);

        Assert.NotEmpty(result.AllErrors);
        Assert.DoesNotContain("canary-4711", result.Everything(), StringComparison.Ordinal);
    }
}
