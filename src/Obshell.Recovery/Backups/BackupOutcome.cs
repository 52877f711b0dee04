namespace Obshell.Recovery;

/// <summary>The result of all checks of a tenant's backup together.</summary>
public enum BackupOutcome : long
{
    /// <summary>The tenant can be restored within the targets.</summary>
    Protected,

    /// <summary>No check failed, but at least one is a warning or unknown.</summary>
    ProtectedWithDoubts,

    /// <summary>At least one check failed: a restore would lose more data than the targets allow, or is not possible.</summary>
    NotProtected,
}
