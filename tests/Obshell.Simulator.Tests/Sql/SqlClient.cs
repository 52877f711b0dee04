using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;

namespace Obshell.Simulator.Tests;

/// <summary>
/// A client of the MySQL protocol, written byte by byte from its documentation. It shares no code with the simulator or a library, so it
/// does not repeat their errors.
/// </summary>
internal sealed class SqlClient : IDisposable
{
    private readonly TcpClient _socket = new();
    private NetworkStream _stream = null!;

    private SqlClient()
    {
    }

    public byte[] Greeting { get; private set; } = [];

    public int Number { get; private set; }

    /// <summary>Connects and reads the greeting.</summary>
    public static async Task<SqlClient> ConnectAsync(Server server)
    {
        var client = new SqlClient();
        await client._socket.ConnectAsync(server.Ip, server.SqlPort);
        client._stream = client._socket.GetStream();
        client.Greeting = (await client.ReadAsync())!;
        return client;
    }

    public static async Task<SqlClient> LogInAsync(Server server, string user, string password)
    {
        var client = await ConnectAsync(server);
        var answer = await client.SendLoginAsync(user, password);
        return answer[0] == 0 ? client : throw new InvalidOperationException(ErrorOf(answer));
    }

    /// <summary>
    /// Sends a login with the flags CLIENT_PROTOCOL_41, SECURE_CONNECTION, PLUGIN_AUTH, and those in <paramref name="more"/>.
    /// </summary>
    public async Task<byte[]> SendLoginAsync(string user, string password, string plugin = "mysql_native_password", uint more = 0, byte[]? proof = null)
    {
        proof ??= Prove(password, Challenge);
        var login = new List<byte>();
        login.AddRange(BitConverter.GetBytes(0x200u | 0x8000u | 1u << 19 | more));
        login.AddRange(BitConverter.GetBytes(1 << 24));
        login.Add(45);
        login.AddRange(new byte[23]);
        login.AddRange([.. Encoding.UTF8.GetBytes(user), 0]);
        login.AddRange([(byte)proof.Length, .. proof]);
        login.AddRange([.. Encoding.UTF8.GetBytes(plugin), 0]);
        await WriteAsync([.. login], 1);
        return (await ReadAsync())!;
    }

    /// <summary>The 20 bytes of the challenge. The greeting contains them in two parts.</summary>
    public byte[] Challenge
    {
        get
        {
            var at = 1 + Array.IndexOf(Greeting, (byte)0, 1) + 4;
            return [.. Greeting.AsSpan(at, 8), .. Greeting.AsSpan(at + 8 + 1 + 2 + 1 + 2 + 2 + 1 + 10, 12)];
        }
    }

    public static byte[] Prove(string password, byte[] challenge)
    {
        if (password.Length == 0)
            return [];
#pragma warning disable CA5350
        var once = SHA1.HashData(Encoding.UTF8.GetBytes(password));
        var mask = SHA1.HashData([.. challenge, .. SHA1.HashData(once)]);
#pragma warning restore CA5350
        return [.. once.Select((b, i) => (byte)(b ^ mask[i]))];
    }

    public Task SendAsync(byte command, string text = "") => WriteAsync([command, .. Encoding.UTF8.GetBytes(text)], 0);

    /// <summary>Sends COM_QUERY. Returns <c>OK</c>, the error, or the rows as one text.</summary>
    public async Task<string> QueryAsync(string text)
    {
        await SendAsync(3, text);
        return await ReadAnswerAsync();
    }

    public async Task<string> ReadAnswerAsync()
    {
        var first = (await ReadAsync())!;
        if (first[0] == 0)
            return "OK";
        if (first[0] == 0xFF)
            return ErrorOf(first);
        var columns = first[0];
        Columns = [];
        for (var i = 0; i < columns; i++)
            Columns.Add((await ReadAsync())!);
        var end = (await ReadAsync())!;
        if (end[0] != 0xFE || end.Length != 5)
            throw new InvalidDataException("No EOF packet behind the columns.");
        var rows = new List<string>();
        while ((await ReadAsync())! is var row)
        {
            if (row[0] == 0xFE && row.Length == 5)
                return string.Join(";", rows);
            if (row[0] == 0xFF)
                return string.Join(";", rows) + "|" + ErrorOf(row);
            rows.Add(RowOf(row, columns));
        }
        throw new InvalidDataException("The rows do not end.");
    }

    public List<byte[]> Columns { get; private set; } = [];

    /// <summary>The type of a column. This byte comes before flags and decimals in the column definition.</summary>
    public byte TypeOf(int column) => Columns[column][^6];

    public async Task<byte[]?> ReadAsync()
    {
        var head = new byte[4];
        if (await _stream.ReadAtLeastAsync(head, 4, throwOnEndOfStream: false) < 4)
            return null;
        Number = head[3];
        var payload = new byte[head[0] | head[1] << 8 | head[2] << 16];
        await _stream.ReadExactlyAsync(payload);
        return payload;
    }

    public static string ErrorOf(byte[] packet) => $"{packet[1] | packet[2] << 8} {Encoding.ASCII.GetString(packet, 4, 5)} {Encoding.UTF8.GetString(packet, 9, packet.Length - 9)}";

    public void Dispose() => _socket.Dispose();

    private static string RowOf(byte[] row, int columns)
    {
        var values = new List<string>();
        var at = 0;
        for (var i = 0; i < columns; i++)
        {
            if (row[at] == 0xFB)
            {
                values.Add("NULL");
                at++;
                continue;
            }
            var length = (int)row[at++];
            if (length == 0xFC)
            {
                length = row[at] | row[at + 1] << 8;
                at += 2;
            }
            values.Add(Encoding.UTF8.GetString(row, at, length));
            at += length;
        }
        return string.Join(",", values);
    }

    private async Task WriteAsync(byte[] payload, byte number)
    {
        await _stream.WriteAsync((byte[])[(byte)payload.Length, (byte)(payload.Length >> 8), (byte)(payload.Length >> 16), number, .. payload]);
    }
}
