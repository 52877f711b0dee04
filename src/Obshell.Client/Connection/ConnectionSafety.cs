namespace Obshell.Client;

/// <summary>How well a connection is protected, for those who decide by it.</summary>
public sealed class ConnectionSafety
{
    private readonly ObConnection connection;

    private ConnectionSafety(ObConnection connection) => this.connection = connection;

    /// <summary>At least one of the agents is reached over TLS.</summary>
    public bool UsesTls => connection.UsesTls;

    /// <summary>What all agents answer comes over TLS, with certificates that are checked.</summary>
    public bool IsVouchedFor => connection.IsVouchedFor;

    /// <summary>The file of the authorities that the user trusts; null for the system's.</summary>
    public string? CertificateAuthority => connection.CertificateAuthority;

    /// <summary>Why agents are skipped at present: their certificate or key was refused.</summary>
    public IReadOnlyList<ObshellException> Refusals => [.. connection.Refusals];

    /// <summary>
    /// How many bytes an address may have that one block of a header holds together with the password (PROTOCOL 2.3); null where
    /// that is enough for ordinary requests, or TLS protects the header.
    /// </summary>
    public int? ScarceRoomForAddress => connection.ScarceRoomForAddress;

    /// <summary>That of a connection, as it is when it is asked.</summary>
    public static ConnectionSafety Of(ObConnection connection) => new(connection);
}
