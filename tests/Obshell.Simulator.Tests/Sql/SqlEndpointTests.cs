using System;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>The SQL port of the simulated servers uses the MySQL protocol and behaves as OceanBase does.</summary>
public sealed class SqlEndpointTests : SimulatorTest
{
    private const string Password = "Tenant#1";

    protected override SimulatorOptions Options => new()
    {
        ManualClock = true,
        SqlPort = 0,
        RootPassword = "Root#123",
        Fixture = ClusterFixture.ThreeZones() with
        {
            Tenants = [new Tenant { Name = "t1", TimeZone = "+08:00", Content = new TenantContent { RootPassword = Password, Databases = ["shop"], Answers = Answers } }],
        },
    };

    private static readonly DateTimeOffset Moment = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private static SqlAnswer[] Answers =>
    [
        SqlAnswer.Of("SELECT ts FROM shop.a", Moment),
        SqlAnswer.Of("SELECT dt FROM shop.a", Moment.DateTime),
        new SqlAnswer { Query = "SELECT * FROM shop.a", Columns = ["n", "t", "d", "x"], Rows = [[1L, "one", 1.50m, null], [2L, "two", 2.25m, "y"]] },
        SqlAnswer.Of("SELECT long FROM shop.a", new string('z', 300)),
        SqlAnswer.Fails("SELECT bad FROM shop.a", 4103, "HY000", "checksum error"),
        new SqlAnswer { Query = "SELECT never FROM shop.a", IsSilent = true },
    ];

    private Server Server(int zone = 0) => Cluster.Zones[zone].Servers[0];

    private Task<SqlClient> LogInAsync() => SqlClient.LogInAsync(Server(), "root@t1", Password);

    [Fact]
    public async Task The_greeting_is_the_same_as_that_of_an_OceanBase_server()
    {
        using var client = await SqlClient.ConnectAsync(Server());
        var at = 1 + Array.IndexOf(client.Greeting, (byte)0, 1) + 4 + 8 + 1;

        Assert.Equal(10, client.Greeting[0]);
        Assert.Equal("5.7.25", Encoding.ASCII.GetString(client.Greeting, 1, 6));
        // 0xF7DF, but without TLS. The other bits are plug-ins, attributes, session tracking, and two bits that OceanBase sets. Compression
        // and multi-statements are not set.
        Assert.Equal(0xF7DF & ~0x0800, BitConverter.ToUInt16(client.Greeting, at));
        Assert.Equal(46, client.Greeting[at + 2]);
        Assert.Equal(0x3098, BitConverter.ToUInt16(client.Greeting, at + 5));
        Assert.Equal(21, client.Greeting[at + 7]);
        Assert.Equal("mysql_native_password\0", Encoding.ASCII.GetString(client.Greeting)[^22..]);
        Assert.Equal(0, client.Number);
        Assert.DoesNotContain((byte)0, client.Challenge);
    }

    [Fact]
    public async Task Each_greeting_has_its_own_challenge_and_connection_number()
    {
        using var one = await SqlClient.ConnectAsync(Server());
        using var two = await SqlClient.ConnectAsync(Server());

        Assert.NotEqual(one.Challenge, two.Challenge);
        Assert.NotEqual(one.Greeting.AsSpan(8, 4).ToArray(), two.Greeting.AsSpan(8, 4).ToArray());
    }

    [Theory]
    [InlineData("root@t1", Password, true)]
    [InlineData("root@t1#obcluster", Password, true)]
    [InlineData("root@t1", "wrong", false)]
    [InlineData("root@t1", "", false)]
    [InlineData("stranger@t1", Password, false)]
    [InlineData("root@nosuch", Password, false)]
    [InlineData("root@sys", "Root#123", true)]
    [InlineData("root", "Root#123", true)]
    public async Task Only_the_right_password_is_accepted(string user, string password, bool isLetIn)
    {
        using var client = await SqlClient.ConnectAsync(Server());
        var answer = await client.SendLoginAsync(user, password);

        Assert.Equal(2, client.Number);
        if (isLetIn)
            Assert.Equal(0, answer[0]);
        else
        {
            Assert.Equal($"1045 28000 Access denied for user '{user.Split('@')[0]}'@'xxx.xxx.xxx.xxx' (using password: {(password.Length > 0 ? "YES" : "NO")})", SqlClient.ErrorOf(answer));
            Assert.Null(await client.ReadAsync());
        }
    }

    [Fact]
    public async Task A_proof_for_another_challenge_is_refused()
    {
        using var one = await SqlClient.ConnectAsync(Server());
        using var two = await SqlClient.ConnectAsync(Server());

        Assert.Equal(0xFF, (await two.SendLoginAsync("root@t1", Password, proof: SqlClient.Prove(Password, one.Challenge)))[0]);
    }

    [Fact]
    public async Task A_client_with_another_plug_in_is_asked_to_switch_to_the_right_plug_in()
    {
        using var client = await SqlClient.ConnectAsync(Server());
        var answer = await client.SendLoginAsync("root@t1", Password, "caching_sha2_password");

        Assert.Equal(0xFE, answer[0]);
        Assert.StartsWith("mysql_native_password\0", Encoding.ASCII.GetString(answer, 1, answer.Length - 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_are_sent_as_text_with_types_and_EOF_packets()
    {
        using var client = await LogInAsync();

        Assert.Equal("1,one,1.50,NULL;2,two,2.25,y", await client.QueryAsync("SELECT * FROM shop.a"));
        Assert.Equal([0x08, 0xFD, 0xF6, 0xFD], Enumerable.Range(0, 4).Select(client.TypeOf));
        Assert.Equal(new string('z', 300), await client.QueryAsync("select  long\nfrom shop.a;"));
    }

    [Fact]
    public async Task A_TIMESTAMP_depends_on_the_session_time_zone_and_a_DATETIME_does_not()
    {
        using var client = await LogInAsync();

        Assert.Equal("2026-11-24 18:00:00", await client.QueryAsync("SELECT ts FROM shop.a"));
        Assert.Equal(0x07, client.TypeOf(0));
        Assert.Equal("OK", await client.QueryAsync("SET time_zone = '+00:00'"));
        Assert.Equal("2026-11-24 10:00:00", await client.QueryAsync("SELECT ts FROM shop.a"));
        Assert.Equal("2026-11-24 10:00:00", await client.QueryAsync("SELECT dt FROM shop.a"));
        Assert.Equal(0x0C, client.TypeOf(0));
        Assert.Equal("1298 HY000 Unknown or incorrect time zone: 'Mars'", await client.QueryAsync("SET time_zone = 'Mars'"));
    }

    [Fact]
    public async Task A_read_only_transaction_cannot_write()
    {
        using var client = await LogInAsync();
        const string Refused = "1792 25006 Cannot execute statement in a READ ONLY transaction";

        Assert.Equal("OK", await client.QueryAsync("DELETE FROM shop.a"));
        Assert.Equal("OK", await client.QueryAsync("START TRANSACTION READ ONLY"));
        Assert.Equal(Refused, await client.QueryAsync("DELETE FROM shop.a"));
        Assert.Equal("OK", await client.QueryAsync("COMMIT"));
        Assert.Equal("OK", await client.QueryAsync("DELETE FROM shop.a"));
        Assert.Equal("OK", await client.QueryAsync("SET SESSION TRANSACTION READ ONLY"));
        Assert.Equal(Refused, await client.QueryAsync("DROP TABLE shop.a"));
        Assert.Equal("OK", await client.QueryAsync("START TRANSACTION READ WRITE"));
        Assert.Equal("OK", await client.QueryAsync("DELETE FROM shop.a"));
    }

    [Theory]
    [InlineData("SELECT x FROM shop.b", "1146 42S02 Table 'shop.b' doesn't exist")]
    [InlineData("SELECT x FROM other.b", "1049 42000 Unknown database 'other'")]
    [InlineData("SELECT x FROM b", "1046 3D000 No database selected")]
    [InlineData("SELECT bad FROM shop.a", "4103 HY000 checksum error")]
    [InlineData("SELEC", "1064 42000 You have an error in your SQL syntax; check the manual that corresponds to your OceanBase version for the right syntax to use near 'SELEC' at line 1")]
    [InlineData(" ", "1065 42000 Query was empty")]
    [InlineData("SET nosuch = 1", "1193 HY000 Unknown system variable 'nosuch'")]
    [InlineData("SELECT 7", "7")]
    [InlineData("SELECT VERSION()", "5.7.25-OceanBase-v4.3.5.1")]
    [InlineData("SHOW DATABASES", "information_schema;mysql;oceanbase;shop")]
    public async Task Statements_get_the_answers_of_OceanBase(string statement, string answer)
    {
        using var client = await LogInAsync();
        Assert.Equal(answer, await client.QueryAsync(statement));
        Assert.Equal("7", await client.QueryAsync("SELECT 7"));
    }

    [Fact]
    public async Task Other_commands_of_the_MySQL_protocol_get_the_right_answers()
    {
        using var client = await LogInAsync();
        await client.SendAsync(14);
        Assert.Equal("OK", await client.ReadAnswerAsync());
        await client.SendAsync(2, "shop");
        Assert.Equal("OK", await client.ReadAnswerAsync());
        Assert.Equal("shop", await client.QueryAsync("SELECT DATABASE()"));
        await client.SendAsync(2, "other");
        Assert.Equal("1049 42000 Unknown database 'other'", await client.ReadAnswerAsync());
        await client.SendAsync(22, "SELECT 1");
        Assert.Equal("1047 08S01 Unknown command", await client.ReadAnswerAsync());
        await client.SendAsync(1);
        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task Several_statements_are_accepted_only_if_the_client_requested_this()
    {
        using var one = await LogInAsync();
        Assert.StartsWith("1064", await one.QueryAsync("SELECT 1; SELECT 2"), StringComparison.Ordinal);

        using var several = await SqlClient.ConnectAsync(Server());
        await several.SendLoginAsync("root@t1", Password, more: 1 << 16);
        Assert.Equal("1", await several.QueryAsync("SELECT 1; SELECT 2"));
        Assert.Equal("2", await several.ReadAnswerAsync());
        Assert.Equal(["SELECT 1; SELECT 2", "SELECT 1", "SELECT 2"], Cluster.TenantStatements.Of("t1"));
    }

    [Fact]
    public async Task KILL_QUERY_ends_a_query_without_an_answer_and_its_connection_stays_open()
    {
        using var asking = await LogInAsync();
        using var killing = await LogInAsync();
        var id = await asking.QueryAsync("SELECT CONNECTION_ID()");
        await asking.SendAsync(3, "SELECT never FROM shop.a");
        // Perhaps the query has not arrived yet. Then KILL QUERY has no effect, so it is repeated.
        var killed = asking.ReadAnswerAsync();
        while (!killed.IsCompleted)
        {
            Assert.Equal("OK", await killing.QueryAsync("KILL QUERY " + id));
            await Task.WhenAny(killed, Task.Delay(10));
        }

        Assert.Equal("1317 70100 Query execution was interrupted", await killed);
        Assert.Equal("7", await asking.QueryAsync("SELECT 7"));
        Assert.Equal("1094 HY000 Unknown thread id: 99", await killing.QueryAsync("KILL QUERY 99"));
    }

    [Fact]
    public async Task A_tenant_accepts_logins_only_on_servers_with_one_of_its_units()
    {
        await RestoreAsync("rt", "file:///d");

        using var home = await SqlClient.LogInAsync(Server(2), "root@rt", "");
        Assert.Equal("7", await home.QueryAsync("SELECT 7"));
        using var elsewhere = await SqlClient.ConnectAsync(Server());
        Assert.Equal("5150 HY000 Tenant not in this server", SqlClient.ErrorOf(await elsewhere.SendLoginAsync("root@rt", "")));
    }

    [Fact]
    public async Task A_restored_tenant_has_the_content_of_its_source()
    {
        Cluster.AddBackup(new Backup { DataUri = "file:///old", Content = new TenantContent { RootPassword = "Old#1", Answers = [SqlAnswer.Of("SELECT 'x'", "old")] } });
        Cluster.AddBackup(new Backup { DataUri = "file:///oracle", Content = new TenantContent { Mode = "ORACLE" } });
        await RestoreAsync("r_old", "file:///old");
        await RestoreAsync("r_ora", "file:///oracle");

        using var old = await SqlClient.LogInAsync(Server(2), "root@r_old", "Old#1");
        Assert.Equal("old", await old.QueryAsync("SELECT 'x'"));
        Cluster.SetContent("r_old", new TenantContent { RootPassword = "Old#1", Answers = [SqlAnswer.Of("SELECT 'x'", "new")] });
        Assert.Equal("new", await old.QueryAsync("SELECT 'x'"));

        using var oracle = await SqlClient.ConnectAsync(Server(2));
        Assert.Equal("1235 0A000 Oracle tenant for current client driver is not supported", SqlClient.ErrorOf(await oracle.SendLoginAsync("root@r_ora", "")));
        var info = await Client.GetAsync("/api/v1/tenant/r_ora");
        Assert.Equal("ORACLE", (string?)info.Data!["mode"]);
        Assert.Equal($"obclient -h{Server().Ip} -P{Server().SqlPort} -uSYS@r_ora -p", (string?)info.Data["connection_strings"]![0]!["connection_string"]);
    }

    [Fact]
    public async Task A_tenant_in_restore_refuses_logins()
    {
        await Client.PostAsync("/api/v1/tenant/restore", Body("rt", "file:///d"));
        Cluster.SetBehaviour("rt", new RestoreBehaviour { Duration = TimeSpan.FromHours(1) });
        Cluster.Clock.Advance(TimeSpan.FromSeconds(20));
        using var client = await SqlClient.ConnectAsync(Server(2));

        Assert.Equal("4109 HY000 State not match", SqlClient.ErrorOf(await client.SendLoginAsync("root@rt", "")));
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 1 })]
    [InlineData(new byte[] { 4, 0, 0, 1, 0, 0, 0, 0 })]
    public async Task Invalid_bytes_end_only_their_own_connection(byte[] bytes)
    {
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(Server().Ip, Server().SqlPort);
            var stream = socket.GetStream();
            await stream.WriteAsync(bytes);
            socket.Client.Shutdown(SocketShutdown.Send);
            var rest = new byte[4096];
            while (await stream.ReadAsync(rest) > 0)
            {
                // The server sends the greeting and then closes the connection.
            }
        }

        using var client = await LogInAsync();
        Assert.Equal("7", await client.QueryAsync("SELECT 7"));
    }

    [Fact]
    public async Task Without_the_option_no_SQL_port_is_open()
    {
        await ReplaceAsync(new SimulatorOptions { ManualClock = true });
        Assert.All(Cluster.Zones, z => Assert.All(z.Servers, s => Assert.Equal(2881, s.SqlPort)));
    }

    [Fact]
    public async Task A_stopped_cluster_frees_its_ports()
    {
        using var client = await LogInAsync();
        var server = Server();
        await Cluster.DisposeAsync();

        Assert.Null(await client.ReadAsync());
        using var again = new TcpListener(System.Net.IPAddress.Parse(server.Ip), server.SqlPort);
        again.Start();
    }

    private static string Body(string tenant, string uri) =>
        $$"""{"data_backup_uri":"{{uri}}","restore_tenant_name":"{{tenant}}","zone_list":[{"name":"zone3","unit_config_name":"s1","unit_num":1}],"primary_zone":"zone3"}""";

    private async Task RestoreAsync(string tenant, string uri)
    {
        var answer = await Client.PostAsync("/api/v1/tenant/restore", Body(tenant, uri));
        Assert.Equal(200, answer.Status);
        Cluster.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal("NORMAL", Cluster.Tenants.Single(t => t.Name == tenant).Status);
    }
}
