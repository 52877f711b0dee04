namespace Obshell.Recovery;

/// <summary>Why a leftover of a drill is still on the cluster.</summary>
public enum DrillLeftoverState : long
{
    /// <summary>The drill was killed or stopped.</summary>
    Interrupted,

    /// <summary>The drill ended and could not remove the leftover.</summary>
    LeftBehind,

    /// <summary>The tenant was kept as requested (<c>-Keep</c>).</summary>
    Kept,
}
