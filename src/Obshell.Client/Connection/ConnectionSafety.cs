namespace Obshell.Client;

/// <summary>How well a connection is protected, for code that decides by it.</summary>
public sealed class ConnectionSafety
{
    private readonly ObConnection connection;

    private ConnectionSafety(ObConnection connection) => this.connection = connection;

    /// <summary>At least one of the agents is reached over TLS.</summary>
    public bool UsesTls => connection.UsesTls;

    /// <summary>Whether all answers come over TLS, with certificates that are checked.</summary>
    public bool IsVouchedFor => connection.IsVouchedFor;

    /// <summary>The file of the certificate authorities that the user trusts; null for those of the system.</summary>
    public string? CertificateAuthority => connection.CertificateAuthority;

    /// <summary>Why agents are skipped at present: their certificate or key was refused.</summary>
    public IReadOnlyList<ObshellException> Refusals => [.. connection.Refusals];

    /// <summary>
    /// How many bytes an address may have so that one block of a header holds it together with the password (PROTOCOL 2.3). Null where
    /// the room is enough for ordinary requests, or where TLS protects the header.
    /// </summary>
    public int? ScarceRoomForAddress => connection.ScarceRoomForAddress;

    /// <summary>The protection of a connection, as it is at the time of each call.</summary>
    public static ConnectionSafety Of(ObConnection connection) => new(connection);
}
