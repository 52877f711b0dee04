using ObshellPS.Packaging.Manifest;
using Xunit;

namespace ObshellPS.Packaging.Tests.Manifest;

/// <summary>The version of the build is split into the two parts that the Gallery needs.</summary>
public sealed class PackageVersionTests
{
    [Theory]
    [InlineData("0.1.0", "0.1.0", "")]
    [InlineData("10.20.30", "10.20.30", "")]
    [InlineData("0.2.0-preview1", "0.2.0", "preview1")]
    public void A_version_is_split_before_its_prerelease_label(string text, string numbers, string label)
    {
        var version = PackageVersion.Parse(text);

        Assert.Equal((numbers, label, text), (version.ModuleVersion, version.Prerelease, version.ToString()));
    }

    [Theory]
    [InlineData("0.1")]
    [InlineData("0.1.0.4")]
    [InlineData("01.1.0")]
    [InlineData("0.1.0-")]
    [InlineData("0.1.0-rc.1")]
    [InlineData("0.1.0-1rc")]
    [InlineData("0.1.0+build")]
    [InlineData("v0.1.0")]
    public void A_version_that_the_Gallery_would_refuse_is_refused_in_every_build(string text) =>
        Assert.Throws<PackagingException>(() => PackageVersion.Parse(text));
}
