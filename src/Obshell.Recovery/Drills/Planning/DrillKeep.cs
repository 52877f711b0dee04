namespace Obshell.Recovery;

/// <summary>Which tenants stay on the cluster when their drill has ended.</summary>
public enum DrillKeep
{
    /// <summary>Each tenant is dropped.</summary>
    Never,

    /// <summary>The tenants of drills that failed or could not be verified stay.</summary>
    OnFailure,

    /// <summary>All tenants stay.</summary>
    Always,
}
