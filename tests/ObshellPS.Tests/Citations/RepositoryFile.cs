using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Citations;

/// <summary>A text file of the repository that was written by people: not build output, and not a recording of an agent.</summary>
/// <param name="Path">Relative to the root of the repository, with forward slashes.</param>
internal sealed record RepositoryFile(string Path, string Text)
{
    private static readonly string[] Folders = ["src", "tools", "tests", "docs", "examples", "module", ".github", ".ci"];
    private static readonly string[] NotOurs = ["bin", "obj", "fixtures", "TestResults"];

    /// <summary>Files without an extension: scripts such as <c>.ci/run</c>.</summary>
    private static readonly string[] Extensions =
        ["", ".cs", ".csproj", ".css", ".js", ".json", ".md", ".props", ".ps1", ".ps1xml", ".psd1", ".psm1", ".resx", ".sh", ".targets", ".txt", ".yaml", ".yml"];

    public static IReadOnlyList<RepositoryFile> All { get; } = [.. Folders
        .SelectMany(folder => In(new DirectoryInfo(System.IO.Path.Combine(HostedSession.RepoRoot, folder))))
        .Concat(new DirectoryInfo(HostedSession.RepoRoot).GetFiles().Where(IsText))
        .Select(file => new RepositoryFile(
            System.IO.Path.GetRelativePath(HostedSession.RepoRoot, file.FullName).Replace('\\', '/'), File.ReadAllText(file.FullName)))];

    public static string TextOf(string path) => All.First(f => f.Path == path).Text;

    private static IEnumerable<FileInfo> In(DirectoryInfo folder) => folder.GetFiles().Where(IsText)
        .Concat(folder.GetDirectories().Where(d => !NotOurs.Contains(d.Name)).SelectMany(In));

    private static bool IsText(FileInfo file) => Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase) && file.Name != "packages.lock.json";
}
