using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Recovery;
using Obshell.Recovery.Drills.Checks;
using Obshell.Recovery.Drills.Query;

namespace Obshell.Client.Framework.Checks;

/// <summary>The query of a drill, with the SQL library of this edition and its dependencies.</summary>
internal static class QueryChecks
{
    public static IEnumerable<Func<Room, Task>> All => [A_query_is_answered, Errors_of_a_query_have_different_reasons, The_SQL_library_is_the_modules_own];

    /// <summary>The first check. An import alone must not load the SQL library.</summary>
    public static Task The_SQL_library_is_not_loaded_before_a_query(Room room)
    {
        Expect.Equal(0, Loaded("MySqlConnector", room).Length);
        return Task.CompletedTask;
    }

    private static async Task A_query_is_answered(Room room)
    {
        DrillCheck check = await AskAsync(room, new TenantQuery { Text = "SELECT COUNT(*) FROM shop.orders", Expected = 17, Password = Password("Tenant#1"), Tls = SqlTls.None }).ConfigureAwait(false);
        Expect.Equal("Passed Query: 17", check.ToString());

        check = await AskAsync(room, new TenantQuery { Text = "SELECT MAX(created) FROM shop.orders", MaxAge = TimeSpan.FromHours(1), Password = Password("Tenant#1"), Tls = SqlTls.None }).ConfigureAwait(false);
        Expect.Equal("DataTooOld", check.ReasonId);

        check = await AskAsync(room, new TenantQuery { Text = "SELECT SUM(amount) FROM shop.orders", Expected = "1234.50", Password = Password("Tenant#1"), Tls = SqlTls.None }).ConfigureAwait(false);
        Expect.Equal("Passed Query: 1234.50", check.ToString());
    }

    private static async Task Errors_of_a_query_have_different_reasons(Room room)
    {
        DrillCheck check = await AskAsync(room, new TenantQuery { Text = "SELECT COUNT(*) FROM shop.lost", Password = Password("Tenant#1"), Tls = SqlTls.None }).ConfigureAwait(false);
        Expect.Equal("QueryFailed", check.ReasonId);

        check = await AskAsync(room, new TenantQuery { Text = "SELECT 1", Password = Password("wrong"), Tls = SqlTls.None }).ConfigureAwait(false);
        Expect.Equal("SqlLoginRefused", check.ReasonId);

        check = await AskAsync(room, new TenantQuery { Text = "SELECT 'never'", Password = Password("Tenant#1"), Tls = SqlTls.None, Timeout = TimeSpan.FromSeconds(1) }).ConfigureAwait(false);
        Expect.Equal("QueryTimeout", check.ReasonId);
    }

    private static Task The_SQL_library_is_the_modules_own(Room room)
    {
        string[] names =
        [
            "MySqlConnector", "Microsoft.Extensions.Logging.Abstractions",
#if NETFRAMEWORK
            "System.Diagnostics.DiagnosticSource",
#endif
        ];
        foreach (string name in names)
        {
            Expect.Equal(1, Loaded(name, room).Length);
        }

        return Task.CompletedTask;
    }

    private static async Task<DrillCheck> AskAsync(Room room, TenantQuery query)
    {
        using ObConnection connection = await room.ConnectAsync().ConfigureAwait(false);
        var client = new ObshellClient(connection);
        TenantDetail tenant = await client.Tenants.GetAsync("shopt").ConfigureAwait(false);
        TenantEndpoint endpoint = await TenantEndpoint.FindAsync(client, tenant, CancellationToken.None).ConfigureAwait(false);
        var restored = new RestoredTenant { Name = tenant.TenantName, Mode = tenant.Mode, Host = endpoint.Host, Port = endpoint.Port };
        return await new QueryCheck(query, new SqlEndpoints([], connection.Server, connection.IsVouchedFor)).RunAsync(restored, CancellationToken.None).ConfigureAwait(false);
    }

    private static SecureString Password(string text)
    {
        var secret = new SecureString();
        foreach (char c in text)
        {
            secret.AppendChar(c);
        }

        return secret;
    }

    private static string[] Loaded(string name, Room room) =>
        [.. AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic && a.GetName().Name == name && a.Location.StartsWith(room.Folder, StringComparison.Ordinal)).Select(a => a.Location)];
}
