namespace Obshell.Recovery.Verdicts;

/// <summary>The kind of error that PowerShell reports for a verdict. The error id is the verdict's name.</summary>
public enum VerdictError
{
    /// <summary>The verdict is not an error.</summary>
    None,

    /// <summary>The result is not the requested one.</summary>
    InvalidResult,

    /// <summary>The state did not allow the operation.</summary>
    InvalidOperation,

    /// <summary>The work was stopped.</summary>
    Stopped,

    /// <summary>The work took too long.</summary>
    TimedOut,
}
