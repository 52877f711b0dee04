using System;
using System.IO;
using System.Linq;
using Xunit;

namespace ObshellPS.Pester;

public sealed class PesterTests
{
    [Fact]
    public void Each_file_of_Pester_tests_has_a_test_class()
    {
        string[] files = [.. Directory.GetFiles(PesterFile.Folder, "*.Tests.ps1").Select(f => Path.GetFileName(f)[..^".Tests.ps1".Length])];
        string[] classes = [.. typeof(PesterTests).Assembly.GetTypes().Where(t => t.Namespace == "ObshellPS.Pester.Files").Where(t => !t.IsNested).Select(t => t.Name)];

        Assert.NotEmpty(files);
        Assert.Equal(files.Order(StringComparer.Ordinal), classes.Order(StringComparer.Ordinal));
    }
}
