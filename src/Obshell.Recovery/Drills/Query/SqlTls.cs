namespace Obshell.Recovery;

/// <summary>
/// How the SQL connection of a drill is protected. In every mode the client sends a hash that proves the password, never the password
/// itself. But a false server can start a login at another server, let the client make the hash for this login, and so log in there once.
/// Only <see cref="Verified"/> prevents this.
/// </summary>
public enum SqlTls
{
    /// <summary>TLS if the server offers it, otherwise plain text. The certificate is not checked.</summary>
    Preferred,

    /// <summary>TLS is required. The certificate is not checked.</summary>
    Required,

    /// <summary>
    /// TLS is required. Before the login the certificate is checked: it must be trusted and belong to the host. This is the default when a
    /// password is given.
    /// </summary>
    Verified,

    /// <summary>No TLS.</summary>
    None,
}
