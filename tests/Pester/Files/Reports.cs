using Xunit;

namespace ObshellPS.Pester.Files;

[Trait("Category", "Slow")]
public sealed class Reports
{
    public static TheoryData<string, PesterResult> Tests => PesterFile.Run(nameof(Reports));

    [Theory]
    [MemberData(nameof(Tests), DisableDiscoveryEnumeration = true)]
    public void Passes(string test, PesterResult result) => Assert.Equal(test, result.Checked());
}
