using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace ObshellPS.Branches;

/// <summary>The branches of one source file, from the Cobertura file of a coverage run.</summary>
/// <param name="Name">Its path from the project's folder.</param>
/// <param name="Branches">Number of its branches.</param>
/// <param name="Missed">The lines of the branches that were not taken, once for each branch.</param>
internal sealed record SourceFile(string Name, int Branches, IReadOnlyList<int> Missed)
{
    /// <summary>Sorted by name, without files that have no branch. A branch counts as taken if one of the runs took it.</summary>
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

    /// <summary>A class lists its lines twice: once for each method, and once all of them. A line of a lambda is in two classes.</summary>
    private static IEnumerable<(string File, int Line, string Nth, int All, int Missed)> Lines(XElement type) =>
        type.Elements("lines").Elements("line").Where(l => (string?)l.Attribute("branch") == "True").Select(l =>
        {
            // "50% (1/2)"
            string[] counts = ((string)l.Attribute("condition-coverage")!).Split('(', ')')[1].Split('/');
            return (((string)type.Attribute("filename")!).Replace('\\', '/'), (int)l.Attribute("number")!, (string)type.Attribute("name")!, Number(counts[1]), Number(counts[1]) - Number(counts[0]));
        });

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
