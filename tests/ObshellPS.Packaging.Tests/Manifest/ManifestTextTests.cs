using ObshellPS.Packaging.Manifest;
using Xunit;

namespace ObshellPS.Packaging.Tests.Manifest;

/// <summary>The manifest is read and completed as text. Content that cannot be parsed is refused.</summary>
public sealed class ManifestTextTests
{
    private const string Manifest = """
        @{
            ModuleVersion   = '0.0.0'
            Author          = 'another''s team'
            CmdletsToExport = @(
                'Get-One'
                'Get-Two'
            )
            PrivateData     = @{
                PSData = @{
                    Tags         = @('A', 'B')
                    Prerelease   = ''
                    ReleaseNotes = ''
                }
            }
        }

        """;

    private readonly ManifestText manifest = new(Manifest);

    [Fact]
    public void A_value_with_quotes_is_written_to_an_empty_key_and_read_back_unchanged()
    {
        manifest.Fill("ReleaseNotes", "### Added\n- $x isn't `expanded`; nor is @(this)");

        Assert.Equal("### Added\n- $x isn't `expanded`; nor is @(this)", manifest.Value("ReleaseNotes"));
        Assert.Contains("ReleaseNotes = '### Added\n- $x isn''t `expanded`; nor is @(this)'\n", manifest.ToString(), System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_already_has_a_value_is_refused()
    {
        var refused = Assert.Throws<PackagingException>(() => manifest.Fill("Author", "another"));

        Assert.Contains("Author = 'another's team'", refused.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_and_lists_are_read_as_PowerShell_reads_them()
    {
        Assert.Equal("another's team", manifest.Value("Author"));
        Assert.Equal(["A", "B"], manifest.Values("Tags"));
        Assert.Equal(["Get-One", "Get-Two"], manifest.Values("CmdletsToExport"));
    }

    [Fact]
    public void An_empty_key_is_removed_with_its_line()
    {
        manifest.Remove("Prerelease");

        Assert.Equal(Manifest.Replace("            Prerelease   = ''\n", "", System.StringComparison.Ordinal), manifest.ToString());
    }

    [Theory]
    [InlineData("IconUri")]
    [InlineData("Tags")]
    public void A_key_that_is_missing_or_has_another_form_causes_an_error(string key) =>
        Assert.Contains(key, Assert.Throws<PackagingException>(() => manifest.Fill(key, "x")).Message, System.StringComparison.Ordinal);

    [Fact]
    public void A_list_with_values_other_than_texts_causes_an_error()
    {
        var loose = new ManifestText("@{\n    CmdletsToExport = @('Get-One', $more)\n}\n");

        Assert.Throws<PackagingException>(() => loose.Values("CmdletsToExport"));
    }
}
