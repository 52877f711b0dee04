namespace Obshell.Recovery;

/// <summary>The verdict of one check. A check that found no answer never has the verdict <see cref="Passed"/>.</summary>
public enum PreflightVerdict : long
{
    /// <summary>The check read the state, and the state is good.</summary>
    Passed,

    /// <summary>No agent reports this, and a user may want to check it. It raises no doubt about the restore.</summary>
    Note,

    /// <summary>The restore may fail or do damage. A user must decide.</summary>
    Warning,

    /// <summary>The check could not find the answer.</summary>
    Unknown,

    /// <summary>The restore would be refused, or would fail.</summary>
    Failed,
}
