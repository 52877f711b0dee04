namespace Obshell.Recovery;

/// <summary>What all checks together say of a tenant's backup.</summary>
public enum BackupOutcome : long
{
    /// <summary>The tenant can be restored within the targets.</summary>
    Protected,

    /// <summary>Nothing failed, but something is a warning, or could not be found out.</summary>
    ProtectedWithDoubts,

    /// <summary>At least one check failed: a restore would lose more than the targets allow, or is not possible.</summary>
    NotProtected,
}
