namespace Obshell.Recovery;

/// <summary>Why something of a drill is still on the cluster.</summary>
public enum DrillLeftoverState : long
{
    /// <summary>The drill was killed or stopped.</summary>
    Interrupted,

    /// <summary>The drill came to its end and could not take it away.</summary>
    LeftBehind,

    /// <summary>It was to stay (<c>-KeepTenant</c>, <c>-KeepOnFailure</c>).</summary>
    Kept,
}
