namespace Obshell.Recovery.Verdicts;

/// <summary>The colour of a verdict in a view.</summary>
public enum Tone
{
    /// <summary>No colour: nothing is judged yet.</summary>
    Plain,

    /// <summary>Green.</summary>
    Good,

    /// <summary>Yellow: a user should look at it.</summary>
    Doubtful,

    /// <summary>Red.</summary>
    Bad,
}
