namespace Obshell.Client;

/// <summary>What is wrong with an agent's certificate. One certificate may have several faults.</summary>
[Flags]
public enum CertificateFaults
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The agent showed none.</summary>
    Missing = 1,

    /// <summary>Made out to another host than the one that was named.</summary>
    OtherHost = 2,

    /// <summary>It, or a certificate of its authority, has expired.</summary>
    Expired = 4,

    /// <summary>It, or a certificate of its authority, is not valid yet; or this machine's clock is behind.</summary>
    NotYetValid = 8,

    /// <summary>Signed by itself, and not named as trusted.</summary>
    SelfSigned = 16,

    /// <summary>Its root authority is not trusted.</summary>
    UntrustedAuthority = 32,

    /// <summary>An authority between it and a trusted root is missing, or the root itself is unknown.</summary>
    IncompleteChain = 64,

    /// <summary>Not made for servers (extended key usage).</summary>
    WrongPurpose = 128,

    /// <summary>Something else; the message names it.</summary>
    Other = 256,
}
