using System;
using System.Collections.Generic;
using System.Linq;

namespace ObshellPS.Help.Translations;

/// <summary>
/// Translates the defaults that the English pages describe in words. It uses a table, since many parameters have the same default.
/// </summary>
internal sealed class TranslatedDefaults
{
    private readonly IReadOnlyList<(string English, string Other)> rows;

    private TranslatedDefaults(string file, IReadOnlyList<(string English, string Other)> rows)
    {
        File = file;
        this.rows = rows;
    }

    /// <summary>The file with the table.</summary>
    public string File { get; }

    public IEnumerable<string> English => rows.Select(r => r.English);

    /// <summary>True for a default with several words. A single word is a value, which is the same in all languages.</summary>
    public static bool IsInWords(string value) => value.Contains(' ', StringComparison.Ordinal);

    /// <summary>Reads the rows of a table with two columns, without its two heading lines. Empty if the file does not exist.</summary>
    public static TranslatedDefaults Read(string file)
    {
        string[] lines = System.IO.File.Exists(file) ? System.IO.File.ReadAllLines(file) : [];
        return new TranslatedDefaults(
            file,
            [
                .. lines.Where(l => l.StartsWith('|')).Skip(2).Select(l => l.Trim('|').Split('|', StringSplitOptions.TrimEntries))
                    .Where(c => c.Length == 2).Select(c => (c[0], c[1])),
            ]);
    }

    /// <summary>The text in the other language; null if the table does not contain it.</summary>
    public string? Of(string english) => rows.FirstOrDefault(r => r.English == english).Other;
}
