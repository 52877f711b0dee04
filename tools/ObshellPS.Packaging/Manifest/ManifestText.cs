using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace ObshellPS.Packaging.Manifest;

/// <summary>
/// Reads and completes a manifest as text, without PowerShell. Each key begins a line. Its value is a text in single quotes, or an @(...)
/// list of such texts. Any other form is an error, so that no value is read incorrectly.
/// </summary>
internal sealed class ManifestText
{
    private const string Text = "'(?<text>(?:[^']|'')*)'";
    private const string LineStart = "(?m)^[ \t]*";

    private string content;

    public ManifestText(string content)
    {
        this.content = content.ReplaceLineEndings("\n");
    }

    public static ManifestText Read(string file) => new(File.ReadAllText(file));

    /// <summary>Writes the file with a byte order mark: without it, Windows PowerShell would use the code page of the machine.</summary>
    public void Save(string file) => File.WriteAllText(file, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

    public string Value(string key) => Unquoted(Single(key));

    public IReadOnlyList<string> Values(string key)
    {
        Match match = Only(Regex.Matches(content, $@"{LineStart}{key}\s*=\s*@\((\s*,?\s*{Text})*\s*\)"), key);
        return [.. match.Groups["text"].Captures.Select(c => Unquoted(c.Value))];
    }

    /// <summary>
    /// Sets the value of a key. The key must have the value that the build expects (usually empty). So this method never replaces a value
    /// that a person wrote.
    /// </summary>
    public void Fill(string key, string value, string open = "")
    {
        Match match = Single(key);
        if (Unquoted(match) != open)
        {
            throw new PackagingException($"The manifest has {key} = '{Unquoted(match)}'. The build writes this value. Change it to '{open}'.");
        }

        Group text = match.Groups["text"];
        content = content[..text.Index] + value.Replace("'", "''", StringComparison.Ordinal) + content[(text.Index + text.Length)..];
    }

    /// <summary>Removes the line of a key that has no value.</summary>
    public void Remove(string key)
    {
        Match match = Single(key);
        content = content.Remove(match.Index, content.IndexOf('\n', match.Index + match.Length) + 1 - match.Index);
    }

    public override string ToString() => content;

    private Match Single(string key) => Only(Regex.Matches(content, $"{LineStart}{key}[ \t]*=[ \t]*{Text}[ \t]*$"), key);

    private static Match Only(MatchCollection matches, string key) => matches.Count == 1
        ? matches[0]
        : throw new PackagingException($"The manifest has {matches.Count} lines for {key}, or one in an unexpected form.");

    private static string Unquoted(Match match) => Unquoted(match.Groups["text"].Value);

    private static string Unquoted(string text) => text.Replace("''", "'", StringComparison.Ordinal);
}
