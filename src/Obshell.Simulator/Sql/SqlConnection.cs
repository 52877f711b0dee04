using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Numerics;
using System.Security.Authentication;
using System.Text;

namespace Obshell.Simulator;

/// <summary>
/// One client connection to the SQL port of a server. Like an OceanBase server, it uses MySQL's protocol: handshake version 10 with
/// OceanBase's capabilities, <c>mysql_native_password</c>, and text results that end with EOF packets.
/// </summary>
internal sealed class SqlConnection
{
    /// <summary>The version in the handshake. <c>SELECT VERSION()</c> returns a longer text.</summary>
    public const string HandshakeVersion = "5.7.25";

    private const uint ConnectWithDatabase = 1 << 3;
    private const uint Tls = 1 << 11;
    private const uint SecureConnection = 1 << 15;
    private const uint MultiStatements = 1 << 16;
    private const uint PluginAuth = 1 << 19;
    private const uint CountedAuth = 1 << 21;
    private const uint SessionTrack = 1 << 23;

    /// <summary>
    /// OceanBase's capabilities: no compression, and an EOF packet in each result. The two highest bits exist only in OceanBase (LOB
    /// locators, hidden row ids).
    /// </summary>
    private const uint Abilities = 0xF7DF & ~Tls | PluginAuth | 1 << 20 | SessionTrack | 1 << 28 | 1 << 29;

    private const int Utf8Mb4Binary = 46;
    private const int Binary = 63;
    private const int AutoCommit = 2;
    private const int InTransaction = 1;
    private const int MoreResults = 8;

    private readonly SimulatedCluster _cluster;
    private readonly Server _server;
    private readonly string _zone;
    private readonly TcpClient _socket;
    private readonly PacketStream _packets;
    private readonly CancellationTokenSource _closing;
    private readonly uint _id;
    private CancellationTokenSource? _query;
    private uint _abilities;
    private string _tenant = "";
    private string _user = "";

    public SqlConnection(SimulatedCluster cluster, Server server, string zone, TcpClient socket, CancellationToken stop)
    {
        _cluster = cluster;
        _server = server;
        _zone = zone;
        _socket = socket;
        _socket.NoDelay = true;
        _packets = new PacketStream(socket.GetStream());
        _closing = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _id = cluster.Sessions.Add(Interrupt);
    }

    /// <summary>Ends the running query, or the whole connection.</summary>
    public void Interrupt(bool wholeSession)
    {
        try
        {
            (wholeSession ? _closing : Volatile.Read(ref _query))?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The query or the connection has already ended.
        }
    }

    public async Task ServeAsync()
    {
        try
        {
            if (await LogInAsync(_closing.Token) is { } session)
                await AnswerAsync(session, _closing.Token);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or SocketException or OperationCanceledException or AuthenticationException or ObjectDisposedException)
        {
            // The client has disconnected, or does not use the protocol. End the connection, as a real server does.
        }
        finally
        {
            _cluster.Sessions.Remove(_id);
            await _packets.Stream.DisposeAsync();
            _socket.Dispose();
            _closing.Dispose();
        }
    }

    private async Task<TenantSession?> LogInAsync(CancellationToken ct)
    {
        var challenge = NativePassword.Challenge();
        var offered = Abilities | (_cluster.Options.SqlCertificate is null ? 0 : Tls);
        await _packets.WriteAsync(
            new Packet().Int1(10).TextToZero(HandshakeVersion).Int4(_id).Raw(challenge.AsSpan(0, 8)).Int1(0).Int2((int)(offered & 0xFFFF))
                .Int1(Utf8Mb4Binary).Int2(AutoCommit).Int2((int)(offered >> 16)).Int1(NativePassword.ChallengeLength + 1).Zeros(10)
                .Raw(challenge.AsSpan(8)).Int1(0).TextToZero(NativePassword.Plugin),
            ct);
        if (await _packets.ReadAsync(ct) is not { } answer)
            return null;
        if (answer.Length == 32 && (new PacketReader(answer).Int4() & Tls) != 0 && _cluster.Options.SqlCertificate is { } certificate)
        {
            var tls = new SslStream(_packets.Stream);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, ct);
            _packets.Stream = tls;
            if (await _packets.ReadAsync(ct) is not { } encrypted)
                return null;
            answer = encrypted;
        }
        var login = ReadLogin(answer);
        if (login.Plugin.Length > 0 && login.Plugin != NativePassword.Plugin)
        {
            // The client used another authentication method, so request mysql_native_password.
            await _packets.WriteAsync(new Packet().Int1(0xFE).TextToZero(NativePassword.Plugin).Raw(challenge).Int1(0), ct);
            if (await _packets.ReadAsync(ct) is not { } proof)
                return null;
            login = login with { Proof = proof };
        }
        try
        {
            var session = Admit(login, challenge);
            await WriteDoneAsync(AutoCommit, ct);
            return session;
        }
        catch (SqlErrorException e)
        {
            await WriteErrorAsync(e.Error, ct);
            return null;
        }
    }

    private sealed record Login(string User, byte[] Proof, string Database, string Plugin);

    private Login ReadLogin(byte[] payload)
    {
        var reader = new PacketReader(payload);
        _abilities = reader.Int4() & (Abilities | Tls | MultiStatements | CountedAuth);
        reader.Take(4 + 1 + 23);
        var user = reader.TextToZero();
        var proof = (_abilities & (SecureConnection | CountedAuth)) != 0 ? reader.CountedBytes().ToArray() : Encoding.UTF8.GetBytes(reader.TextToZero());
        var database = (_abilities & ConnectWithDatabase) != 0 && !reader.AtEnd ? reader.TextToZero() : "";
        var plugin = (_abilities & PluginAuth) != 0 && !reader.AtEnd ? reader.TextToZero() : "";
        return new Login(user, proof, database, plugin);
    }

    /// <exception cref="SqlErrorException">User name or password is wrong.</exception>
    private TenantSession Admit(Login login, byte[] challenge)
    {
        // The form is user@tenant#cluster. Without a tenant, the tenant is sys.
        var parts = login.User.Split('@', 2);
        _user = parts[0];
        _tenant = parts.Length > 1 ? parts[1].Split('#')[0] : "sys";
        var isWithPassword = login.Proof.Length > 0;
        var tenant = _cluster.FindTenant(_tenant);
        var content = tenant?.Name == "sys" ? new TenantContent { RootPassword = _cluster.RootPassword } : tenant?.Content;
        if (tenant is null || content is null)
            throw Denied(isWithPassword);
        if (!_cluster.IsHome(tenant, _zone, _server))
            throw new SqlErrorException(new SqlError(5150, "HY000", "Tenant not in this server"));
        if (tenant.Mode == "ORACLE")
            throw new SqlErrorException(new SqlError(1235, "0A000", "Oracle tenant for current client driver is not supported"));
        var password = _user == "root" ? content.RootPassword : content.Users.GetValueOrDefault(_user);
        if (password is null || !NativePassword.IsProof(login.Proof, password, challenge))
            throw Denied(isWithPassword);
        if (tenant.Status == "RESTORE")
            throw new SqlErrorException(new SqlError(4109, "HY000", "State not match"));
        var session = new TenantSession(_cluster, _id, _tenant, "");
        if (login.Database.Length > 0)
            session.Use(login.Database);
        return session;
    }

    /// <summary>The error for an unknown tenant is the same as for a wrong password.</summary>
    private SqlErrorException Denied(bool isWithPassword) =>
        new(new SqlError(1045, "28000", $"Access denied for user '{_user}'@'xxx.xxx.xxx.xxx' (using password: {(isWithPassword ? "YES" : "NO")})"));

    private async Task AnswerAsync(TenantSession session, CancellationToken ct)
    {
        while (await _packets.ReadAsync(ct) is { Length: > 0 } request)
        {
            var text = Encoding.UTF8.GetString(request, 1, request.Length - 1);
            try
            {
                switch (request[0])
                {
                    case 1: // QUIT
                        return;
                    case 2: // INIT_DB
                        session.Use(text);
                        await WriteDoneAsync(Status(session), ct);
                        break;
                    case 3: // QUERY
                        if (!await QueryAsync(session, text, ct))
                            return;
                        break;
                    case 14: // PING
                        await WriteDoneAsync(Status(session), ct);
                        break;
                    default:
                        throw new SqlErrorException(new SqlError(1047, "08S01", "Unknown command"));
                }
            }
            catch (SqlErrorException e)
            {
                await WriteErrorAsync(e.Error, ct);
            }
        }
    }

    /// <returns>False when the connection must be closed.</returns>
    private async Task<bool> QueryAsync(TenantSession session, string text, CancellationToken ct)
    {
        // A packet can contain several statements, if the client has requested this capability.
        IReadOnlyList<string> statements = (_abilities & MultiStatements) != 0 ? TenantSession.Split(text) : [text];
        for (var i = 0; i < statements.Count; i++)
        {
            _cluster.TenantStatements.Add(new TenantStatement(_tenant, _user, statements[i].Trim(), _packets.Stream is SslStream));
            var answer = session.Run(statements[i]);
            if (answer.HangsUp)
                return false;
            if (answer.IsSilent)
                await WaitForKillAsync(ct);
            if (answer.FileWanted is { } file)
            {
                await _packets.WriteAsync(new Packet().Int1(0xFB).TextToEnd(file), ct);
                if (await _packets.ReadAsync(ct) is not { } content)
                    return false;
                _cluster.TenantStatements.Add(new TenantStatement(_tenant, _user, "-- file: " + Encoding.UTF8.GetString(content), _packets.Stream is SslStream));
                await WriteDoneAsync(Status(session), ct);
                continue;
            }
            var status = Status(session) | (i + 1 < statements.Count ? MoreResults : 0);
            if (answer.Error is { } error && answer.RowsBeforeError < 0)
                throw new SqlErrorException(error);
            if (answer.Columns.Count == 0)
                await WriteDoneAsync(status, ct);
            else
                await WriteRowsAsync(answer, session.TimeZone, status, ct);
        }
        return true;
    }

    /// <exception cref="SqlErrorException">The query was killed.</exception>
    private async Task WaitForKillAsync(CancellationToken ct)
    {
        using var query = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Volatile.Write(ref _query, query);
        try
        {
            // A client sends nothing before it gets the answer. So if the socket can be read, the client has disconnected.
            await _socket.Client.ReceiveAsync(new byte[1], SocketFlags.Peek, query.Token);
            throw new IOException("The client disconnected.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new SqlErrorException(new SqlError(1317, "70100", "Query execution was interrupted"));
        }
        finally
        {
            Volatile.Write(ref _query, null);
        }
    }

    private async Task WriteRowsAsync(SqlAnswer answer, TimeSpan zone, int status, CancellationToken ct)
    {
        await _packets.WriteAsync(new Packet().Length(answer.Columns.Count), ct);
        for (var c = 0; c < answer.Columns.Count; c++)
        {
            var (type, length, flags, decimals) = TypeOf(answer.Rows.Select(r => r[c]).FirstOrDefault(v => v is not null));
            var charset = type is 0xFD ? Utf8Mb4Binary : Binary;
            await _packets.WriteAsync(
                new Packet().Counted("def").Counted("").Counted("").Counted("").Counted(answer.Columns[c]).Counted(answer.Columns[c])
                    .Int1(12).Int2(charset).Int4(length).Int1(type).Int2(flags).Int1(decimals).Int2(0),
                ct);
        }
        await WriteEndAsync(status, ct);
        var rows = answer.Error is null ? answer.Rows : [.. answer.Rows.Take(answer.RowsBeforeError)];
        foreach (var row in rows)
        {
            var packet = new Packet();
            foreach (var value in row)
            {
                if (value is null)
                    packet.Int1(0xFB);
                else if (value is byte[] bytes)
                    packet.Counted(bytes);
                else
                    packet.Counted(TextOf(value, zone));
            }
            await _packets.WriteAsync(packet, ct);
        }
        if (answer.Error is { } error)
            throw new SqlErrorException(error);
        await WriteEndAsync(status, ct);
    }

    private static (int Type, uint Length, int Flags, int Decimals) TypeOf(object? value) => value switch
    {
        bool => (0x01, 1, 0x80, 0),
        int or long => (0x08, 20, 0x80, 0),
        decimal => (0xF6, 40, 0x80, 10),
        BigInteger => (0xF6, 65, 0x80, 0),
        double => (0x05, 23, 0x80, 31),
        DateOnly => (0x0A, 10, 0x80, 0),
        DateTimeOffset => (0x07, 26, 0x80, 6),
        DateTime => (0x0C, 26, 0x80, 6),
        byte[] => (0xFC, 65535, 0x80, 0),
        _ when ReferenceEquals(value, SqlAnswer.ZeroDate) => (0x0C, 19, 0x80, 0),
        _ => (0xFD, 1024, 0, 0),
    };

    private static string TextOf(object value, TimeSpan zone) => value switch
    {
        bool flag => flag ? "1" : "0",
        DateTimeOffset time => TextOf((time.ToUniversalTime() + zone).DateTime, zone),
        DateTime time => time.ToString(time.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ when ReferenceEquals(value, SqlAnswer.ZeroDate) => "0000-00-00 00:00:00",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static int Status(TenantSession session) => AutoCommit | (session.InTransaction ? InTransaction : 0);

    private Task WriteDoneAsync(int status, CancellationToken ct)
    {
        var done = new Packet().Int1(0).Length(0).Length(0).Int2(status).Int2(0);
        // With session tracking, the text has a length prefix.
        return _packets.WriteAsync((_abilities & SessionTrack) != 0 ? done.Counted("") : done, ct);
    }

    private Task WriteEndAsync(int status, CancellationToken ct) => _packets.WriteAsync(new Packet().Int1(0xFE).Int2(0).Int2(status), ct);

    private Task WriteErrorAsync(SqlError error, CancellationToken ct) =>
        _packets.WriteAsync(new Packet().Int1(0xFF).Int2(error.Number).TextToEnd("#" + error.State).TextToEnd(error.Message), ct);
}
