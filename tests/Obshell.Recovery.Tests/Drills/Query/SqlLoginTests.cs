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

/// <summary>The password of a tenant is sent only to servers that the user has chosen, and never as plain text.</summary>
[Trait("Promise", "15")]
[Trait("Topic", "Drills")]
public sealed class SqlLoginTests
{
    [Fact]
    public async Task A_server_without_TLS_gets_a_login_only_with_SqlTls_None()
    {
        using var hostile = new HostileSqlServer();
        DrillCheck check = await AskAsync(hostile, null);

        Assert.Equal((DrillCheckVerdict.NotVerified, "SqlTlsMissing"), (check.Verdict, check.ReasonId));
        Assert.Contains("-SqlTls None", check.Seen, StringComparison.Ordinal);
        Assert.Equal(1, hostile.Connections);
        Assert.Empty(hostile.Packets);
    }

    [Fact]
    public async Task A_server_with_a_wrong_certificate_gets_no_login_and_causes_no_download()
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

        // The only login is from the second query, which does not check the certificate.
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
    public async Task No_server_gets_the_password_as_plain_text_for_any_login_method(SqlTls tls, string plugin)
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

    /// <summary>Without TLS and without this rule, the password would go to any address that the agent reports.</summary>
    [Theory]
    [InlineData(SqlTls.None)]
    [InlineData(null)]
    public async Task No_connection_is_made_to_a_server_that_only_the_agent_reports(SqlTls? tls)
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
    public async Task A_host_that_the_user_gave_is_used_with_the_name_that_the_user_wrote(string sqlServer, string agent, bool isVouchedFor, string? host)
    {
        var endpoints = new SqlEndpoints(sqlServer.Length > 0 ? [sqlServer] : [], agent.Length > 0 ? [agent] : [], isVouchedFor);

        Assert.Equal(host, await endpoints.AdmitAsync("127.0.0.1", 2881));
    }

    [Theory]
    [InlineData("10.0.0.1:70000", "is not a port")]
    [InlineData("a b", "is not a host name")]
    [InlineData("root@10.0.0.1", "is not a host name")]
    [InlineData("", "is not a host name")]
    public void An_invalid_server_is_refused_before_anything_is_restored(string text, string words)
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
    public async Task TLS_is_used_as_requested_and_never_less(SqlTls? tls, bool isOffered, bool? isEncrypted, string reason)
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
    public async Task A_certificate_of_the_authority_of_the_connection_is_accepted_only_for_its_own_host(string address, string reason)
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
    public async Task Without_a_password_TLS_is_not_required()
    {
        await using SqlTenant tenant = await SqlTenant.StartAsync(new TenantContent());

        Assert.Equal(DrillCheckVerdict.Passed, (await tenant.AskAsync("SELECT 1", password: null, tls: null)).Verdict);
        Assert.Equal(DrillCheckVerdict.Passed, (await tenant.AskAsync("SELECT 1", password: "", tls: null)).Verdict);
    }

    /// <summary>
    /// By default the library asks the server to accept several statements in one packet. A second statement could then end the read-only
    /// transaction.
    /// </summary>
    [Fact]
    public async Task No_login_asks_the_server_to_accept_several_statements_in_one_packet()
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

    /// <summary>Issues a certificate by an authority that no machine trusts.</summary>
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
