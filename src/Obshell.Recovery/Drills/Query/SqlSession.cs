using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security;
using MySqlConnector;
using Obshell.Client.Secrets;

namespace Obshell.Recovery.Drills.Query;

/// <summary>
/// One connection to a restored tenant, for one query that reads. The SQL library is loaded when a session is created, not before: no field
/// and no signature has its types. An open session ends when it is disposed. The library's own way to cancel is a KILL over another login.
/// OceanBase would not understand that KILL, because its connection numbers are longer than 31 bits.
/// </summary>
internal sealed class SqlSession : IDisposable
{
    private readonly SqlTunnel tunnel;
    private readonly DbConnection connection;
    private readonly TimeSpan timeout;

    private SqlSession(SqlTunnel tunnel, DbConnection connection, TimeSpan timeout)
    {
        this.tunnel = tunnel;
        this.connection = connection;
        this.timeout = timeout;
    }

    /// <summary>Creates a session for this query through this tunnel. Closing the session closes the tunnel.</summary>
    public static SqlSession For(RestoredTenant tenant, TenantQuery query, SqlTunnel tunnel) => new(tunnel, Connection(tenant, query, tunnel.Port), query.Timeout);

    /// <exception cref="DbException">The server refused the login.</exception>
    /// <exception cref="SqlRefusedException">The drill refuses the kind of login that the server demands.</exception>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        try
        {
            await connection.OpenAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception) when (tunnel.Refusal is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>After this, times without a zone are in UTC, and the session cannot write.</summary>
    /// <exception cref="DbException">The server refuses such a session.</exception>
    public async Task PrepareAsync()
    {
        // A TIMESTAMP is shown in the session's zone. Its default is the tenant's zone.
        await RunAsync("SET time_zone = '+00:00'").ConfigureAwait(false);

        // OceanBase ends a query after 10 s by default.
        await TryAsync("SET ob_query_timeout = " + ((long)timeout.TotalMilliseconds * 1000).ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);

        // Only one row is read, so the server need not send the other rows of a table.
        await TryAsync("SET sql_select_limit = 1").ConfigureAwait(false);

        // The first statement also covers DDL, which ends a transaction. Either statement is enough for a statement that is not a query.
        bool isHeld = await TryAsync("SET SESSION TRANSACTION READ ONLY").ConfigureAwait(false);
        if (isHeld)
        {
            await TryAsync("START TRANSACTION READ ONLY").ConfigureAwait(false);
        }
        else
        {
            await RunAsync("START TRANSACTION READ ONLY").ConfigureAwait(false);
        }
    }

    /// <summary>The first column of the first row of the first result; null when the statement has no result at all.</summary>
    /// <exception cref="DbException">The server refused the query, or the time is over.</exception>
    public async Task<SqlValue?> AskAsync(string query)
    {
        DbCommand command = Command(query);
        DbDataReader reader = await command.ExecuteReaderAsync(CommandBehavior.SingleResult).ConfigureAwait(false);

        // The reader is never closed here: closing would first read all other rows.
        return reader.FieldCount == 0 ? null
            : await reader.ReadAsync().ConfigureAwait(false) ? SqlValue.Of(First(reader))
            : SqlValue.NoRow;
    }

    /// <summary>A DECIMAL is read as text: it may have 65 digits, and .NET's decimal has only 28.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object First(DbDataReader reader) =>
        reader is MySqlDataReader own && own.GetFieldType(0) == typeof(decimal) && !own.IsDBNull(0) ? own.GetMySqlDecimal(0).ToString() : reader.GetValue(0);

    /// <summary>
    /// Closes the tunnel first. Otherwise the library would read everything that the server has started to send. The library closes in the background.
    /// </summary>
    public void Dispose()
    {
        tunnel.Dispose();
        _ = Task.Run(() =>
        {
            try
            {
                connection.Dispose();
            }
            catch (Exception e) when (e is DbException or InvalidOperationException or System.IO.IOException)
            {
                // The drill drops the tenant next, so the error does not matter.
            }
        });
    }

    private async Task<bool> TryAsync(string statement)
    {
        try
        {
            await RunAsync(statement).ConfigureAwait(false);
            return true;
        }
        catch (DbException e) when (SqlFault.Of(e).Number > 0)
        {
            return false;
        }
    }

    private async Task RunAsync(string statement)
    {
        using DbCommand command = Command(statement);
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    private DbCommand Command(string text)
    {
        DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The user's own query is what has to run.
        command.CommandText = text;
#pragma warning restore CA2100
        command.CommandTimeout = Seconds(timeout);
        return command;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static DbConnection Connection(RestoredTenant tenant, TenantQuery query, int port)
    {
        var builder = new MySqlConnectionStringBuilder
        {
            Server = "127.0.0.1",
            Port = (uint)port,
            UserID = (query.UserName.Length > 0 ? query.UserName : "root") + "@" + tenant.Name,

            // The tunnel does TLS.
            SslMode = MySqlSslMode.None,
            ConnectionTimeout = (uint)Seconds(query.Timeout),
            DefaultCommandTimeout = (uint)Seconds(query.Timeout),
            ApplicationName = "ObshellPS",

            // One connection for one query. It is not kept, and it is in no other transaction.
            Pooling = false,
            AutoEnlist = false,
            Pipelining = false,
            PersistSecurityInfo = false,

            // A query that takes too long ends with its connection, immediately, and not by KILL.
            CancellationTimeout = -1,

            // The library never sends a file of this machine, no matter what a server requests.
            AllowLoadLocalInfile = false,

            // The text is sent unchanged: an @ in it is not a parameter of this module.
            AllowUserVariables = true,

            // Values stay unchanged: TINYINT(1) is a number, CHAR(36) a text, 0000-00-00 a very old day.
            TreatTinyAsBoolean = false,
            GuidFormat = MySqlGuidFormat.None,
            ConvertZeroDateTime = true,
        };

        // The library needs a string, which cannot be wiped. The string is created when the login is sent, and it is not kept.
        var connection = new MySqlConnection(builder.ConnectionString);
        if (query.Password is { Length: > 0 } password)
        {
            connection.ProvidePasswordCallback = _ => PlainOf(password);
        }

        return connection;
    }

    private static string PlainOf(SecureString password)
    {
        char[] chars = SecretText.ToChars(password);
        try
        {
            return new string(chars);
        }
        finally
        {
            Array.Clear(chars, 0, chars.Length);
        }
    }

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
