namespace Obshell.Recovery.Verdicts;

/// <summary>The colour of a verdict in a view.</summary>
internal enum Tone
{
    /// <summary>No colour: nothing is judged yet.</summary>
    Plain,

    /// <summary>Green.</summary>
    Good,

    /// <summary>Yellow: somebody should look at it.</summary>
    Doubtful,

    /// <summary>Red.</summary>
    Bad,
}
