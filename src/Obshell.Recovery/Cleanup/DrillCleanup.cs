namespace Obshell.Recovery;

/// <summary>What became of the throw-away tenant.</summary>
public enum DrillCleanup : long
{
    /// <summary>No tenant was made.</summary>
    NothingMade,

    /// <summary>Dropped by this drill, which had made it.</summary>
    Dropped,

    /// <summary>Still there, as requested (<c>-Keep</c>).</summary>
    Kept,

    /// <summary>Still there, or not known to be gone. <c>Get-ObDrillLeftover</c> finds it.</summary>
    LeftBehind,
}
