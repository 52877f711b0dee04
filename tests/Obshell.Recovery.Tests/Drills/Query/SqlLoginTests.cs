using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Obshell.Client;
using Obshell.Client.Secrets;
using Obshell.Recovery.Drills.Query;
using Obshell.Simulator;
using Xunit;

namespace Obshell.Recovery.Tests.Drills.Query;

/// <summary>Where the password of a tenant goes, and what of it: to no server that the user did not choose, and never as text.</summary>
[Trait("Promise", "15")]
[Trait("Topic", "Drills")]
public sealed class SqlLoginTests
{
    [Fact]
    public async Task A_server_without_TLS_gets_no_login_unless_that_was_asked_for_by_name()
    {
        using var hostile = new HostileSqlServer();
        DrillCheck check = await AskAsync(hostile, null);

        Assert.Equal((DrillCheckVerdict.NotVerified, "SqlTlsMissing"), (check.Verdict, check.ReasonId));
        Assert.Contains("-SqlTls None", check.Seen, StringComparison.Ordinal);
        Assert.Equal(1, hostile.Connections);
        Assert.Empty(hostile.Packets);
    }

    [Fact]
    public async Task A_server_with_another_certificate_gets_no_login_and_its_certificate_has_nothing_fetched()
    {
        using var named = new TcpListener(IPAddress.Loopback, 0);
        named.Start();
        using X509Certificate2 certificate = Issue("CN=127.0.0.1", IPAddress.Loopback, out _, fetch: $"http://127.0.0.1:{((IPEndPoint)named.LocalEndpoint).Port}/ca.crt");
        using var hostile = new HostileSqlServer(certificate);
        DrillCheck check = await AskAsync(hostile, null);
        DrillCheck unchecked_ = await AskAsync(hostile, SqlTls.Required);

        Assert.Equal((DrillCheckVerdict.NotVerified, "SqlCertificateRefused"), (check.Verdict, check.ReasonId));
        Assert.Equal("SqlLoginMethodRefused", unchecked_.ReasonId);
        Assert.Equal(2, hostile.Connections);

        // The one login is that of the second, which asked for it.
        Assert.Single(hostile.Packets);
        Assert.False(named.Pending(), "Something was fetched from an address in the certificate.");
    }

    [Theory]
    [InlineData(SqlTls.None, "mysql_clear_password")]
    [InlineData(SqlTls.Preferred, "mysql_clear_password")]
    [InlineData(SqlTls.Required, "mysql_clear_password")]
    [InlineData(SqlTls.Verified, "mysql_clear_password")]
    [InlineData(SqlTls.Required, "sha256_password")]
    [InlineData(SqlTls.Required, "caching_sha2_password")]
    [InlineData(SqlTls.Required, "dialog")]
    [InlineData(SqlTls.None, "")]
    public async Task No_server_gets_the_password_as_text_whatever_it_asks_for(SqlTls tls, string plugin)
    {
        using X509Certificate2 certificate = Issue("CN=127.0.0.1", IPAddress.Loopback, out X509Certificate2 authority);
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, authority.ExportCertificatePem());
            using var hostile = new HostileSqlServer(tls == SqlTls.None ? null : certificate, plugin);
            DrillCheck check = await AskAsync(hostile, tls, file);

            Assert.Equal((DrillCheckVerdict.NotVerified, "SqlLoginMethodRefused"), (check.Verdict, check.ReasonId));
            Assert.Single(hostile.Packets);
            Assert.DoesNotContain(SqlTenant.Password, hostile.Got, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
            authority.Dispose();
        }
    }

    /// <summary>Where TLS was never begun by us, the name of a connection that the agent reports is where the password would go.</summary>
    [Theory]
    [InlineData(SqlTls.None)]
    [InlineData(null)]
    public async Task A_server_that_only_the_agent_names_is_not_even_connected_to(SqlTls? tls)
    {
        using var hostile = new HostileSqlServer();
        var endpoints = new SqlEndpoints(["10.0.0.1", "127.0.0.1:1", "127.0.0.10"], ["192.0.2.1:2886"], isVouchedFor: false);
        DrillCheck check = await AskAsync(hostile, tls, endpoints: endpoints);

        Assert.Equal((DrillCheckVerdict.NotVerified, "SqlServerNotNamed"), (check.Verdict, check.ReasonId));
        Assert.Contains("-SqlServer 127.0.0.1", check.Seen, StringComparison.Ordinal);
        Assert.Equal(0, hostile.Connections);
    }

    [Theory]
    [InlineData("127.0.0.1", "", false, "127.0.0.1")]
    [InlineData("127.0.0.1:2881", "", false, "127.0.0.1")]
    [InlineData("127.0.0.1:2882", "", false, null)]
    [InlineData("localhost", "", false, "localhost")]
    [InlineData("", "127.0.0.1:2886", false, "127.0.0.1")]
    [InlineData("", "localhost:2886", false, "localhost")]
    [InlineData("", "[::ffff:127.0.0.1]:2886", false, "::ffff:127.0.0.1")]
    [InlineData("", "10.0.0.1:2886", false, null)]
    [InlineData("", "10.0.0.1:2886", true, "127.0.0.1")]
    public async Task A_host_that_the_user_named_is_taken_and_by_his_name(string sqlServer, string agent, bool isVouchedFor, string? host)
    {
        var endpoints = new SqlEndpoints(sqlServer.Length > 0 ? [sqlServer] : [], agent.Length > 0 ? [agent] : [], isVouchedFor);

        Assert.Equal(host, await endpoints.AdmitAsync("127.0.0.1", 2881));
    }

    [Theory]
    [InlineData("10.0.0.1:70000", "is not a port")]
    [InlineData("a b", "is not a host name")]
    [InlineData("root@10.0.0.1", "is not a host name")]
    [InlineData("", "is not a host name")]
    public void What_is_no_server_is_refused_before_anything_is_restored(string text, string words)
    {
        ObshellInputException fault = Assert.Throws<ObshellInputException>(() => new SqlEndpoints([text], [], false));

        Assert.Equal(("InvalidSqlServer", "SqlServer"), (fault.ErrorId, fault.Faults[0].Parameter));
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SqlTls.Preferred, true, true, "")]
    [InlineData(SqlTls.Preferred, false, false, "")]
    [InlineData(SqlTls.None, true, false, "")]
    [InlineData(SqlTls.Required, true, true, "")]
    [InlineData(SqlTls.Required, false, null, "SqlTlsMissing")]
    [InlineData(SqlTls.Verified, true, null, "SqlCertificateRefused")]
    [InlineData(SqlTls.Verified, false, null, "SqlTlsMissing")]
    [InlineData(null, true, null, "SqlCertificateRefused")]
    [InlineData(null, false, null, "SqlTlsMissing")]
    public async Task TLS_is_used_as_was_asked_and_never_less(SqlTls? tls, bool isOffered, bool? isEncrypted, string reason)
    {
        using X509Certificate2 certificate = Issue("CN=127.0.0.1", IPAddress.Loopback, out X509Certificate2 authority);
        authority.Dispose();
        await using SqlTenant tenant = await SqlTenant.StartAsync(new TenantContent { RootPassword = SqlTenant.Password }, certificate: isOffered ? certificate : null);
        DrillCheck check = await tenant.AskAsync("SELECT 1", tls: tls);

        Assert.Equal(reason, check.ReasonId);
        Assert.Equal(isEncrypted is { } encrypted ? [encrypted] : [], tenant.Cluster.TenantStatements.All.Select(s => s.IsEncrypted).Distinct());
    }

    [Theory]
    [InlineData("127.0.0.1", "")]
    [InlineData("127.0.0.2", "SqlCertificateRefused")]
    public async Task The_authority_of_the_connection_serves_here_too_and_the_host_must_be_the_certificates(string address, string reason)
    {
        using X509Certificate2 certificate = Issue("CN=server", IPAddress.Parse(address), out X509Certificate2 authority);
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, authority.ExportCertificatePem());
            await using SqlTenant tenant = await SqlTenant.StartAsync(new TenantContent { RootPassword = SqlTenant.Password }, certificate: certificate);
            DrillCheck check = await tenant.AskAsync("SELECT 1", tls: null, authority: file);

            Assert.Equal(reason, check.ReasonId);
            Assert.Equal(reason.Length == 0 ? [true] : [], tenant.Cluster.TenantStatements.All.Select(s => s.IsEncrypted).Distinct());
        }
        finally
        {
            File.Delete(file);
            authority.Dispose();
        }
    }

    [Fact]
    public async Task Without_a_password_TLS_is_no_condition()
    {
        await using SqlTenant tenant = await SqlTenant.StartAsync(new TenantContent());

        Assert.Equal(DrillCheckVerdict.Passed, (await tenant.AskAsync("SELECT 1", password: null, tls: null)).Verdict);
        Assert.Equal(DrillCheckVerdict.Passed, (await tenant.AskAsync("SELECT 1", password: "", tls: null)).Verdict);
    }

    /// <summary>The library would ask for several: a packet with a second statement then ends the transaction that reads only.</summary>
    [Fact]
    public async Task No_login_asks_for_several_statements_in_one_packet()
    {
        const int MultiStatements = 0x01;
        using var hostile = new HostileSqlServer();
        await AskAsync(hostile, SqlTls.None);

        Assert.Equal(0, Assert.Single(hostile.Packets)[2] & MultiStatements);
    }

    private static Task<DrillCheck> AskAsync(HostileSqlServer server, SqlTls? tls, string? authority = null, SqlEndpoints? endpoints = null)
    {
        var query = new TenantQuery { Text = "SELECT 1", Password = SecretText.Protect(SqlTenant.Password), Tls = tls, Timeout = TimeSpan.FromSeconds(20) };
        return new QueryCheck(query, endpoints ?? SqlTenant.Endpoints, authority)
            .RunAsync(new RestoredTenant { Name = "rt", Mode = "MYSQL", Host = "127.0.0.1", Port = server.Port }, default);
    }

    /// <summary>By an authority that no machine knows.</summary>
    private static X509Certificate2 Issue(string name, IPAddress host, out X509Certificate2 authority, string? fetch = null)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=ObshellPS SQL test authority", authorityKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authority = root.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(host);
        request.CertificateExtensions.Add(names.Build());
        if (fetch is not null)
        {
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [fetch]));
        }

        using X509Certificate2 signed = request.Create(authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1), [1, 2, 3]);
        using X509Certificate2 whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}
