using ObshellPS.Packaging.Manifest;
using Xunit;

namespace ObshellPS.Packaging.Tests.Manifest;

/// <summary>The release notes are the section of the version in the changelog.</summary>
public sealed class ReleaseNotesTests
{
    private const string Changelog = """
        # Changelog

        ## Unreleased

        ### Added
        - the newest

        ## [0.2.0] - 2026-12-01

        - the released

        ## 0.2.0-preview1
        - the preview
        """;

    [Theory]
    [InlineData("0.2.0", "- the released")]
    [InlineData("0.2.0-preview1", "- the preview")]
    [InlineData("0.3.0", "### Added\n- the newest")]
    public void The_release_notes_are_the_section_of_the_version_or_the_unreleased_section(string version, string notes) =>
        Assert.Equal(notes, ReleaseNotes.Of(version, Changelog));

    [Theory]
    [InlineData("# Changelog\n\n## 0.1.0\n- old\n")]
    [InlineData("# Changelog\n\n## Unreleased\n\n## 0.1.0\n- old\n")]
    public void A_version_without_a_text_in_the_changelog_is_not_packaged(string changelog) =>
        Assert.Contains("0.2.0", Assert.Throws<PackagingException>(() => ReleaseNotes.Of("0.2.0", changelog)).Message, System.StringComparison.Ordinal);
}
