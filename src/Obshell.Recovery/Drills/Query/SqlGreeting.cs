namespace Obshell.Recovery.Drills.Query;

/// <summary>The first packet that a server sends: MySQL's handshake, version 10.</summary>
internal readonly struct SqlGreeting
{
    private const int Version10 = 10;
    private const byte TlsBit = 0x08;
    private const byte MultiStatementsBit = 0x01;

    /// <summary>
    /// The length of the fields between the version and the capability flags: connection id, first part of the challenge, and a zero byte.
    /// </summary>
    private const int BetweenVersionAndAbilities = 4 + 8 + 1;

    private readonly SqlPacket packet;
    private readonly int abilities;

    private SqlGreeting(SqlPacket packet, int abilities)
    {
        this.packet = packet;
        this.abilities = abilities;
    }

    public bool OffersTls => (packet.Payload[abilities + 1] & TlsBit) != 0;

    /// <exception cref="IOException">The packet is not a greeting.</exception>
    public static SqlGreeting Read(SqlPacket packet)
    {
        int end = packet.First == Version10 ? Array.IndexOf(packet.Payload, (byte)0, 1) : -1;
        return end >= 0 && end + 1 + BetweenVersionAndAbilities + 2 <= packet.Payload.Length
            ? new SqlGreeting(packet, end + 1 + BetweenVersionAndAbilities)
            : throw new IOException(DrillQueryTexts.NotMySql);
    }

    /// <summary>The greeting for the library, without the TLS flag. The tunnel handles TLS.</summary>
    public SqlPacket WithoutTls()
    {
        byte[] payload = (byte[])packet.Payload.Clone();
        payload[abilities + 1] &= unchecked((byte)~TlsBit);
        return new SqlPacket(packet.Number, payload);
    }

    /// <summary>
    /// The packet with which a client starts TLS. It contains capability flags (long password, protocol 4.1, TLS, transactions, secure
    /// login, plugins), the maximum packet size and the character set utf8mb4.
    /// </summary>
    public SqlPacket TlsRequest()
    {
        byte[] payload = new byte[32];
        payload[0] = 0x01;
        payload[1] = 0x02 | TlsBit | 0x20 | 0x80;
        payload[2] = 0x08;
        payload[7] = 0x40;
        payload[8] = 45;
        return new SqlPacket(packet.Number, payload).Moved(1);
    }

    /// <summary>
    /// Changes the library's login: the library always sets the flag for several statements in one packet, and this method removes the
    /// flag.
    /// </summary>
    /// <exception cref="IOException">The packet is not a login.</exception>
    public static SqlPacket OneStatementOnly(SqlPacket login, bool isTls)
    {
        if (login.Payload.Length < 32)
        {
            throw new IOException(DrillQueryTexts.LoginTooShort);
        }

        byte[] payload = (byte[])login.Payload.Clone();
        payload[2] &= unchecked((byte)~MultiStatementsBit);
        if (isTls)
        {
            payload[1] |= TlsBit;
        }

        return new SqlPacket(login.Number, payload);
    }
}
