namespace Obshell.Recovery.Verdicts;

/// <summary>What JUnit makes of an outcome.</summary>
internal enum TestResult
{
    /// <summary>The test case has nothing to say.</summary>
    Passed,

    /// <summary>It was looked at and is not good enough.</summary>
    Failure,

    /// <summary>Nothing was proven.</summary>
    Error,

    /// <summary>Someone did not want it any more.</summary>
    Skipped,
}
