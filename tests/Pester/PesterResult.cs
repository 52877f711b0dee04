using Xunit;

namespace ObshellPS.Pester;

/// <summary>What came of one Pester test.</summary>
/// <param name="Name">Its blocks and its name, with its values.</param>
/// <param name="Result">Pester's word: <c>Passed</c>, <c>Failed</c>, <c>Skipped</c>, <c>NotRun</c>.</param>
/// <param name="Problem">Why it failed.</param>
public sealed record PesterResult(string Name, string Result, string Problem)
{
    /// <summary>Its name, if it passed.</summary>
    public string Checked()
    {
        Assert.True(Result is "Passed", Result + "\n" + Problem);
        return Name;
    }

    /// <summary>The name says all that a list of tests needs.</summary>
    public override string ToString() => Result;
}
