using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security;
using MySqlConnector;
using Obshell.Client.Secrets;

namespace Obshell.Recovery.Drills.Query;

/// <summary>
/// One connection to a restored tenant, for one read-only query. Fields and signatures have no types of the SQL library, so that the
/// library is loaded only when a session is created. To cancel a query, dispose the session. The library itself would cancel with a KILL
/// over a second connection, but this KILL has only 31 bits for the connection id, and OceanBase's ids are longer.
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

    /// <summary>Sets the session's time zone to UTC and makes the session read-only.</summary>
    /// <exception cref="DbException">The server refuses such a session.</exception>
    public async Task PrepareAsync()
    {
        // The server shows a TIMESTAMP in the time zone of the session. The default is the tenant's time zone.
        await RunAsync("SET time_zone = '+00:00'").ConfigureAwait(false);

        // OceanBase's default limit for a query is 10 s.
        await TryAsync("SET ob_query_timeout = " + ((long)timeout.TotalMilliseconds * 1000).ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);

        // Only one row is read, so the server need not send the other rows of a table.
        await TryAsync("SET sql_select_limit = 1").ConfigureAwait(false);

        // A read-only transaction alone does not stop DDL, because DDL ends the transaction. A read-only session stops DDL too. At least
        // one of these two statements must succeed.
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

    /// <summary>The first column of the first row of the first result; null when the statement returns no result.</summary>
    /// <exception cref="DbException">The server refused the query, or the time limit has passed.</exception>
    public async Task<SqlValue?> AskAsync(string query)
    {
        DbCommand command = Command(query);
        DbDataReader reader = await command.ExecuteReaderAsync(CommandBehavior.SingleResult).ConfigureAwait(false);

        // The reader is not closed here, because closing it would read all other rows first.
        return reader.FieldCount == 0 ? null
            : await reader.ReadAsync().ConfigureAwait(false) ? SqlValue.Of(First(reader))
            : SqlValue.NoRow;
    }

    /// <summary>Reads a DECIMAL as text: it may have 65 digits, and .NET's decimal has only 28.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object First(DbDataReader reader) =>
        reader is MySqlDataReader own && own.GetFieldType(0) == typeof(decimal) && !own.IsDBNull(0) ? own.GetMySqlDecimal(0).ToString() : reader.GetValue(0);

    /// <summary>
    /// Closes the tunnel first. Otherwise the library would read all data that the server is sending. The library's connection is closed in
    /// the background.
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
                // The query is finished, so an error during the closing of the connection does not matter.
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
#pragma warning disable CA2100 // The query is the user's own.
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

            // The tunnel handles TLS.
            SslMode = MySqlSslMode.None,
            ConnectionTimeout = (uint)Seconds(query.Timeout),
            DefaultCommandTimeout = (uint)Seconds(query.Timeout),
            ApplicationName = "ObshellPS",

            // The connection is for one query. It is not pooled, and it does not join a transaction of the caller.
            Pooling = false,
            AutoEnlist = false,
            Pipelining = false,
            PersistSecurityInfo = false,

            // When a query takes too long, the connection is closed immediately and no KILL is sent.
            CancellationTimeout = -1,

            // The library never sends a local file, even if a server requests one.
            AllowLoadLocalInfile = false,

            // The query is sent unchanged. The library must not read an @ in it as a parameter.
            AllowUserVariables = true,

            // The library must not convert values: TINYINT(1) stays a number, and CHAR(36) stays a text. There is one exception: the date
            // 0000-00-00 becomes a very old date.
            TreatTinyAsBoolean = false,
            GuidFormat = MySqlGuidFormat.None,
            ConvertZeroDateTime = true,
        };

        // The library needs the password as a string, and a string cannot be wiped from memory. The string is created only when the login
        // is sent, and is not stored.
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
