namespace Obshell.Recovery.Verdicts;

/// <summary>How JUnit shows an outcome.</summary>
internal enum TestResult
{
    /// <summary>The test case passed. It has no element for a result.</summary>
    Passed,

    /// <summary>The result was checked and is not good enough.</summary>
    Failure,

    /// <summary>Nothing is proven.</summary>
    Error,

    /// <summary>A user cancelled the work.</summary>
    Skipped,
}
