using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace ObshellPS.Packaging.Views;

/// <summary>Makes a format file with table headers in another language. The columns and their values stay the same.</summary>
internal static class TranslatedViews
{
    /// <param name="views">The format file, whose headers are names of properties.</param>
    /// <param name="headers">Lines of <c>Name = header</c>; lines that begin with # are comments.</param>
    /// <param name="target">The file to write. It has no blanks between elements.</param>
    /// <exception cref="PackagingException">A header has no translation, or the format file has no such header.</exception>
    public static void Write(string views, string headers, string target)
    {
        XDocument file = XDocument.Load(views);
        file.Descendants("View").Where(v => v.Element("TableControl") is null).Remove();
        file.DescendantNodes().OfType<XComment>().Remove();

        var words = File.ReadLines(headers).Where(l => l.Contains('=', StringComparison.Ordinal) && !l.StartsWith('#'))
            .Select(l => l.Split('=', 2, StringSplitOptions.TrimEntries)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        XElement[] labels = [.. file.Descendants("TableColumnHeader").Elements("Label")];
        string[] used = [.. labels.Select(l => l.Value).Distinct(StringComparer.Ordinal)];
        Throw("has no header in", headers, used.Except(words.Keys, StringComparer.Ordinal));
        Throw("is the header of no column; remove it from", headers, words.Keys.Except(used, StringComparer.Ordinal));
        foreach (XElement label in labels)
        {
            label.Value = words[label.Value];
        }

        file.Save(target, SaveOptions.DisableFormatting);
    }

    private static void Throw(string what, string headers, IEnumerable<string> names)
    {
        if (names.FirstOrDefault() is { } name)
        {
            throw new PackagingException($"The column {name} {what} {Path.GetFileName(headers)}.");
        }
    }
}
