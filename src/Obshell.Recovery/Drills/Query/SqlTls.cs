namespace Obshell.Recovery;

/// <summary>
/// How the SQL connection of a drill is protected. In every mode the client sends a proof of the password, never its text. An attacker can
/// relay the proof while the login lasts, and log in with it elsewhere, once. Only <see cref="Verified"/> prevents that.
/// </summary>
public enum SqlTls
{
    /// <summary>TLS where the server offers it, else plain text. The certificate is not checked.</summary>
    Preferred,

    /// <summary>TLS is required. The certificate is not checked.</summary>
    Required,

    /// <summary>
    /// TLS with a certificate that is trusted and that belongs to the host. It is checked before the login. This is the default where a
    /// password is given.
    /// </summary>
    Verified,

    /// <summary>No TLS.</summary>
    None,
}
