namespace Obshell.Recovery;

/// <summary>The result of the clean-up of the drill tenant.</summary>
public enum DrillCleanup : long
{
    /// <summary>No tenant was created.</summary>
    NothingMade,

    /// <summary>The drill dropped the tenant that it had created.</summary>
    Dropped,

    /// <summary>The tenant still exists, as requested (<c>-Keep</c>).</summary>
    Kept,

    /// <summary>The tenant still exists, or it is not known whether it exists. <c>Get-ObDrillLeftover</c> finds it.</summary>
    LeftBehind,
}
