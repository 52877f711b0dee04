using Xunit;

namespace ObshellPS.Pester;

/// <summary>The result of one Pester test.</summary>
/// <param name="Name">The names of its blocks and the test name, with the values of the test case.</param>
/// <param name="Result">The result as Pester writes it: <c>Passed</c>, <c>Failed</c>, <c>Skipped</c>, <c>NotRun</c>.</param>
/// <param name="Problem">The reason of a failure.</param>
public sealed record PesterResult(string Name, string Result, string Problem)
{
    /// <summary>Returns the name of the test if the test passed, and fails otherwise.</summary>
    public string Checked()
    {
        Assert.True(Result is "Passed", Result + "\n" + Problem);
        return Name;
    }

    /// <summary>This text is short, because a list of tests already shows the name.</summary>
    public override string ToString() => Result;
}
