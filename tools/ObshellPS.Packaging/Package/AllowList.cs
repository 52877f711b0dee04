using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ObshellPS.Packaging.Package;

/// <summary>The list of all files of the package. If the folder contains other files, the package does not contain them.</summary>
internal sealed class AllowList
{
    private AllowList(IReadOnlyList<string> files)
    {
        Files = files;
    }

    /// <summary>Relative paths with '/', sorted by character code. The zip has the same order.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Reads a file with one path per line. Blank lines and lines that begin with # are ignored.</summary>
    public static AllowList Read(string file) => new(
        [.. File.ReadLines(file).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#').Order(StringComparer.Ordinal)]);

    public void ThrowUnlessExactly(string folder)
    {
        string[] found = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))];
        string[] faults =
        [
            .. Files.Except(found, StringComparer.Ordinal).Select(f => $"{f} is missing."),
            .. found.Except(Files, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(f => $"{f} is not on the list."),
        ];
        if (faults.Length > 0)
        {
            throw new PackagingException(
                $"The staged module is not what tools/ObshellPS.Packaging/package-files.txt says. Change the list, or delete out/module and build again.\n{string.Join('\n', faults)}");
        }
    }

    public void Copy(string from, string to)
    {
        foreach (string file in Files)
        {
            string target = Path.Combine(to, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(from, file), target);
        }
    }
}
