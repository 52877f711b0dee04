namespace Obshell.Recovery.Verdicts;

/// <summary>The kind of error that PowerShell reports for a verdict. The id of the error is the verdict's name.</summary>
public enum VerdictError
{
    /// <summary>It is not an error.</summary>
    None,

    /// <summary>The result is not what was asked for.</summary>
    InvalidResult,

    /// <summary>The present state did not allow the operation.</summary>
    InvalidOperation,

    /// <summary>It was stopped.</summary>
    Stopped,

    /// <summary>It took too long.</summary>
    TimedOut,
}
