namespace Obshell.Recovery;

/// <summary>
/// How a SQL connection of a drill is protected. In every mode a proof of the password is sent, never its text. A proof can be
/// relayed while the login lasts: an attacker can log in with it elsewhere, once. Only <see cref="Verified"/> prevents that.
/// </summary>
public enum SqlTls
{
    /// <summary>TLS where the server offers it, its certificate unchecked; else plain text.</summary>
    Preferred,

    /// <summary>TLS or nothing, the certificate unchecked.</summary>
    Required,

    /// <summary>
    /// TLS, with a certificate that is trusted and that is the host's own, judged before the login. The default where a
    /// password is given.
    /// </summary>
    Verified,

    /// <summary>No TLS.</summary>
    None,
}
