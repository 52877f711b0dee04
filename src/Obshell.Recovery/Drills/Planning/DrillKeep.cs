namespace Obshell.Recovery;

/// <summary>Which tenants are kept on the cluster after their drill.</summary>
public enum DrillKeep
{
    /// <summary>All tenants are dropped.</summary>
    Never,

    /// <summary>Tenants of drills that failed or are not verified are kept.</summary>
    OnFailure,

    /// <summary>All tenants are kept.</summary>
    Always,
}
