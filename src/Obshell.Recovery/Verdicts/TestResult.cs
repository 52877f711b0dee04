namespace Obshell.Recovery.Verdicts;

/// <summary>How JUnit shows an outcome.</summary>
internal enum TestResult
{
    /// <summary>The test case passed and has no further element.</summary>
    Passed,

    /// <summary>The result was checked and is not good enough.</summary>
    Failure,

    /// <summary>Nothing was proven.</summary>
    Error,

    /// <summary>A user cancelled it.</summary>
    Skipped,
}
