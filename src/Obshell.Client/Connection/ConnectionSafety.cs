namespace Obshell.Client;

/// <summary>How a connection is protected.</summary>
public sealed class ConnectionSafety
{
    private readonly ObConnection connection;

    private ConnectionSafety(ObConnection connection) => this.connection = connection;

    /// <summary>Whether at least one agent is reached over TLS.</summary>
    public bool UsesTls => connection.UsesTls;

    /// <summary>Whether all answers come over TLS, with certificates that are checked.</summary>
    public bool IsVouchedFor => connection.IsVouchedFor;

    /// <summary>The file with the certificate authorities that the user trusts; null when the system's authorities are used.</summary>
    public string? CertificateAuthority => connection.CertificateAuthority;

    /// <summary>The reasons why agents are skipped now: their certificate or key was refused.</summary>
    public IReadOnlyList<ObshellException> Refusals => [.. connection.Refusals];

    /// <summary>
    /// The maximum number of bytes in the address of a request. The address and the password must fit into one block of the header
    /// (PROTOCOL 2.3). Null when the usual addresses fit, or when TLS protects the header.
    /// </summary>
    public int? ScarceRoomForAddress => connection.ScarceRoomForAddress;

    /// <summary>The protection of a connection at the time of the call.</summary>
    public static ConnectionSafety Of(ObConnection connection) => new(connection);
}
