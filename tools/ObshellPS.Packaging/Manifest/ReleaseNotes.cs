using System;
using System.Linq;

namespace ObshellPS.Packaging.Manifest;

/// <summary>
/// Reads the notes of one version from the changelog: the section of the version or, before the release, the section "Unreleased".
/// </summary>
internal static class ReleaseNotes
{
    public static string Of(string version, string changelog) => Section(version, changelog)
        ?? Section("Unreleased", changelog)
        ?? throw new PackagingException($"CHANGELOG.md has no section '## {version}' and no section '## Unreleased'.");

    private static string? Section(string name, string changelog)
    {
        string[] lines = changelog.ReplaceLineEndings("\n").Split('\n');
        int head = Array.FindIndex(lines, l => IsHeadOf(name, l));
        if (head < 0)
        {
            return null;
        }

        string text = string.Join('\n', lines.Skip(head + 1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal))).Trim();
        return text.Length > 0 ? text : null;
    }

    // Matches "## 0.1.0 - 2026-12-01" and "## [0.1.0] - 2026-12-01". The version 0.1.0 does not match a heading for 0.1.0-preview1.
    private static bool IsHeadOf(string name, string line) =>
        line.StartsWith("## ", StringComparison.Ordinal)
        && line[3..].Split(' ')[0].Trim('[', ']').Equals(name, StringComparison.OrdinalIgnoreCase);
}
