using Xunit;

namespace ObshellPS.Pester.Files;

[Trait("Category", "Slow")]
public sealed class Objects
{
    public static TheoryData<string, PesterResult> Tests => PesterFile.Run(nameof(Objects));

    [Theory]
    [MemberData(nameof(Tests), DisableDiscoveryEnumeration = true)]
    public void Passes(string test, PesterResult result) => Assert.Equal(test, result.Checked());
}
