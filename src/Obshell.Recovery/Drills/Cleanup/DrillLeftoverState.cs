namespace Obshell.Recovery;

/// <summary>Why something of a drill is still on the cluster.</summary>
public enum DrillLeftoverState : long
{
    /// <summary>The drill was killed or stopped.</summary>
    Interrupted,

    /// <summary>The drill ended and could not remove it.</summary>
    LeftBehind,

    /// <summary>It was kept as requested (<c>-Keep</c>).</summary>
    Kept,
}
