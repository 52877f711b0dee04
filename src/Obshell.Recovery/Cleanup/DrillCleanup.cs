namespace Obshell.Recovery;

/// <summary>What became of the throw-away tenant.</summary>
public enum DrillCleanup : long
{
    /// <summary>No tenant was made.</summary>
    NothingMade,

    /// <summary>Dropped by this drill, which had made it.</summary>
    Dropped,

    /// <summary>Still there, as was asked for (<c>-KeepTenant</c>, <c>-KeepOnFailure</c>).</summary>
    Kept,

    /// <summary>Still there, or not known to be gone. <c>Get-ObRestoreDrill -Leftover</c> finds it.</summary>
    LeftBehind,
}
