using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace ObshellPS.Branches;

/// <summary>The branches of one source file, read from the Cobertura file of a coverage run.</summary>
/// <param name="Name">The path from the project's folder.</param>
/// <param name="Branches">The number of branches.</param>
/// <param name="Missed">The lines of missed branches. A line with two missed branches is listed twice.</param>
internal sealed record SourceFile(string Name, int Branches, IReadOnlyList<int> Missed)
{
    /// <summary>Reads all files with branches, sorted by name. A branch is taken if at least one run took it.</summary>
    public static IReadOnlyList<SourceFile> Read(IEnumerable<string> coverages)
    {
        var lines = coverages.SelectMany(c => XDocument.Load(c).Descendants("class")).SelectMany(Lines)
            .GroupBy(l => (l.File, l.Line, l.Nth), l => (l.All, l.Missed));
        return
        [
            .. lines.GroupBy(l => l.Key.File)
                .Select(f => new SourceFile(f.Key, f.Sum(l => l.First().All), [.. f.SelectMany(l => Enumerable.Repeat(l.Key.Line, l.Min(r => r.Missed))).Order()]))
                .OrderBy(f => f.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Reads the lines of a class. The file lists each line twice: in the list of a method and in the list of the class. Only the list of
    /// the class is read. A line with a lambda is in two classes.
    /// </summary>
    private static IEnumerable<(string File, int Line, string Nth, int All, int Missed)> Lines(XElement type) =>
        type.Elements("lines").Elements("line").Where(l => (string?)l.Attribute("branch") == "True").Select(l =>
        {
            // "50% (1/2)"
            string[] counts = ((string)l.Attribute("condition-coverage")!).Split('(', ')')[1].Split('/');
            return (((string)type.Attribute("filename")!).Replace('\\', '/'), (int)l.Attribute("number")!, (string)type.Attribute("name")!, Number(counts[1]), Number(counts[1]) - Number(counts[0]));
        });

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
