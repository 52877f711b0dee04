namespace Obshell.Client;

/// <summary>How a SQL connection of a drill is protected.</summary>
public enum SqlTls
{
    /// <summary>TLS where the server offers it, its certificate unchecked; else plain text. The default, as MySQL clients have it.</summary>
    Preferred,

    /// <summary>TLS or nothing, the certificate unchecked.</summary>
    Required,

    /// <summary>TLS, with a certificate that this machine trusts and that is the host's own.</summary>
    Verified,

    /// <summary>No TLS.</summary>
    None,
}
