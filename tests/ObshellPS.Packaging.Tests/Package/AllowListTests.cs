using System;
using System.IO;
using ObshellPS.Packaging.Package;
using Xunit;

namespace ObshellPS.Packaging.Tests.Package;

/// <summary>If a file is missing or is not on the list, no package is made.</summary>
public sealed class AllowListTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("obshellps-list-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_error_lists_a_missing_file_and_an_unlisted_file()
    {
        AllowList allowed = Listed("# files", "", "a.psd1", "bin/net8.0/b.dll");
        Touch("a.psd1");
        Touch("bin/net8.0/stray.dll");

        string message = Assert.Throws<PackagingException>(() => allowed.ThrowUnlessExactly(Path.Combine(folder, "module"))).Message;

        Assert.Contains("bin/net8.0/b.dll is missing.", message, StringComparison.Ordinal);
        Assert.Contains("bin/net8.0/stray.dll is not on the list.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("a.psd1", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_exactly_the_files_of_the_list_is_accepted()
    {
        AllowList allowed = Listed("bin/net8.0/b.dll", "a.psd1");
        Touch("a.psd1");
        Touch("bin/net8.0/b.dll");

        allowed.ThrowUnlessExactly(Path.Combine(folder, "module"));

        Assert.Equal(["a.psd1", "bin/net8.0/b.dll"], allowed.Files);
    }

    private AllowList Listed(params string[] lines)
    {
        string list = Path.Combine(folder, "list.txt");
        File.WriteAllLines(list, lines);
        return AllowList.Read(list);
    }

    private void Touch(string file)
    {
        string path = Path.Combine(folder, "module", file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, file);
    }
}
