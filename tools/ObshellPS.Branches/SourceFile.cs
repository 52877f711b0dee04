using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace ObshellPS.Branches;

/// <summary>The branches of one source file, as Cobertura's form of a coverage run has them.</summary>
/// <param name="Name">Its path from the project's folder.</param>
/// <param name="Branches">How many it has.</param>
/// <param name="Missed">The lines of those that were not taken; a line stands there once for each.</param>
internal sealed record SourceFile(string Name, int Branches, IReadOnlyList<int> Missed)
{
    /// <summary>In the order of their names; those that have no branch are left out.</summary>
    public static IReadOnlyList<SourceFile> Read(string coverage) =>
    [
        .. XDocument.Load(coverage).Descendants("class").GroupBy(c => ((string)c.Attribute("filename")!).Replace('\\', '/'), Of)
            .Select(g => new SourceFile(g.Key, g.Sum(p => p.Branches), [.. g.SelectMany(p => p.Missed).Order()]))
            .Where(f => f.Branches > 0).OrderBy(f => f.Name, StringComparer.Ordinal),
    ];

    /// <summary>A class lists its lines twice: once for each method, and once all of them.</summary>
    private static (int Branches, IEnumerable<int> Missed) Of(XElement type)
    {
        var lines = type.Elements("lines").Elements("line").Where(l => (string?)l.Attribute("branch") == "True").Select(l =>
        {
            // "50% (1/2)"
            string[] counts = ((string)l.Attribute("condition-coverage")!).Split('(', ')')[1].Split('/');
            return (Line: (int)l.Attribute("number")!, Taken: Number(counts[0]), All: Number(counts[1]));
        }).ToArray();
        return (lines.Sum(l => l.All), lines.SelectMany(l => Enumerable.Repeat(l.Line, l.All - l.Taken)));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
