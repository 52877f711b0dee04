namespace Obshell.Recovery.Verdicts;

/// <summary>The kind of error that a verdict is in PowerShell. Its id is the verdict's name.</summary>
public enum VerdictError
{
    /// <summary>It is not an error.</summary>
    None,

    /// <summary>The result is not what was asked for.</summary>
    InvalidResult,

    /// <summary>The state of things did not allow it.</summary>
    InvalidOperation,

    /// <summary>It was stopped.</summary>
    Stopped,

    /// <summary>It took too long.</summary>
    TimedOut,
}
