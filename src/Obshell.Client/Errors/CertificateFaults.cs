namespace Obshell.Client;

/// <summary>What is wrong with an agent's certificate. One certificate may have several faults.</summary>
[Flags]
public enum CertificateFaults
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The agent sent no certificate.</summary>
    Missing = 1,

    /// <summary>The certificate was issued for another host, not for the host of the connection.</summary>
    OtherHost = 2,

    /// <summary>The certificate, or a certificate of its authority, has expired.</summary>
    Expired = 4,

    /// <summary>The certificate, or a certificate of its authority, is not valid yet; or this machine's clock is behind.</summary>
    NotYetValid = 8,

    /// <summary>The certificate is self-signed, and the user has not named it as trusted.</summary>
    SelfSigned = 16,

    /// <summary>The certificate's root authority is not trusted.</summary>
    UntrustedAuthority = 32,

    /// <summary>An authority between the certificate and a trusted root is missing, or the root itself is unknown.</summary>
    IncompleteChain = 64,

    /// <summary>The certificate is not made for servers (extended key usage).</summary>
    WrongPurpose = 128,

    /// <summary>Another fault. The message describes it.</summary>
    Other = 256,
}
