using System;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Secrets;
using Obshell.Recovery.Drills.Query;
using Obshell.Simulator;

namespace Obshell.Recovery.Tests.Drills.Query;

/// <summary>A simulated tenant with an SQL port, and queries to it.</summary>
internal sealed class SqlTenant : IAsyncDisposable
{
    public const string Password = "Tenant#pw1";
    public const string Query = "SELECT MAX(created) FROM shop.orders";

    /// <summary>The endpoints with <c>-SqlServer 127.0.0.1</c>, so the user has allowed this machine.</summary>
    public static readonly SqlEndpoints Endpoints = new(["127.0.0.1"], [], isVouchedFor: false);

    private SqlTenant(SimulatedCluster cluster) => Cluster = cluster;

    public SimulatedCluster Cluster { get; }

    public RestoredTenant Restored { get; private set; } = new();

    public static async Task<SqlTenant> StartAsync(TenantContent? content = null, string mode = "MYSQL", X509Certificate2? certificate = null)
    {
        SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { SqlPort = 0, SqlCertificate = certificate, Fixture = ClusterFixture.Single() });
        cluster.AddTenant(new Tenant { Name = "rt", Mode = mode, TimeZone = "+08:00", Content = content ?? new TenantContent { RootPassword = Password } });
        return new SqlTenant(cluster)
        {
            Restored = new RestoredTenant { Name = "rt", TenantId = 1002, Mode = mode, Host = "127.0.0.1", Port = cluster.Zones[0].Servers[0].SqlPort },
        };
    }

    /// <summary>Starts a tenant whose query returns this value.</summary>
    public static Task<SqlTenant> AnsweringAsync(object? value) => AnsweringAsync(SqlAnswer.Of(Query, value));

    public static Task<SqlTenant> AnsweringAsync(params SqlAnswer[] answers) =>
        StartAsync(new TenantContent { RootPassword = Password, Databases = ["shop"], Answers = answers });

    public async Task<DrillCheck> AskAsync(
        string? query = null, object? expected = null, TimeSpan? maxAge = null, string user = "", string? password = Password, SqlTls? tls = SqlTls.Preferred,
        TimeSpan? timeout = null, RestoredTenant? tenant = null, TimeProvider? time = null, string? authority = null, CancellationToken cancellation = default)
    {
        var check = new QueryCheck(
            new TenantQuery
            {
                Text = query ?? Query,
                Expected = expected,
                MaxAge = maxAge,
                UserName = user,
                Password = password is null ? null : SecretText.Protect(password),
                Tls = tls,
                Timeout = timeout ?? TimeSpan.FromSeconds(20),
            },
            Endpoints, authority, time is null ? null : time.GetUtcNow);
        return await check.RunAsync(tenant ?? Restored, cancellation);
    }

    /// <summary>The statements that the tenant received, in their order.</summary>
    public string[] Sent => [.. Cluster.TenantStatements.Of("rt")];

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
