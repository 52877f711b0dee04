using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ObshellPS.Branches;

// ObshellPS.Branches <record> <coverage.cobertura.xml> ... [--record|--show]
// Shows for each file how many branches were taken, and the lines of the missed branches. It fails if a file has more missed branches than
// the record allows. --record writes the record again; --show ignores it.
string[] coverages = [.. args.Skip(1).Where(a => !a.StartsWith("--", StringComparison.Ordinal))];
if (coverages.Length == 0)
{
    Console.Error.WriteLine("ObshellPS.Branches <record> <coverage.cobertura.xml> ... [--record|--show]");
    return 2;
}

string record = args[0];
IReadOnlyList<SourceFile> files = SourceFile.Read(coverages);
foreach (SourceFile file in files)
{
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{file.Branches - file.Missed.Count,4} of {file.Branches,4}  {file.Name}{(file.Missed.Count == 0 ? "" : ", not line " + string.Join(", ", file.Missed.Distinct()))}"));
}

int all = files.Sum(f => f.Branches), missed = files.Sum(f => f.Missed.Count);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{all - missed} of {all} branches of the parsers were taken."));
if (args.Contains("--record"))
{
    File.WriteAllText(record, string.Concat(files.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Missed.Count} {f.Name}\n"))));
    return 0;
}

if (args.Contains("--show"))
{
    return 0;
}

Dictionary<string, int> allowed = File.ReadLines(record).Select(l => l.Split(' ', 2)).ToDictionary(p => p[1], p => int.Parse(p[0], CultureInfo.InvariantCulture));
SourceFile[] worse = [.. files.Where(f => f.Missed.Count > allowed.GetValueOrDefault(f.Name))];
string[] gone = [.. allowed.Keys.Except(files.Select(f => f.Name))];
foreach (SourceFile file in worse)
{
    Console.Error.WriteLine($"{file.Name}: {file.Missed.Count} branches were missed; the record allows {allowed.GetValueOrDefault(file.Name)}.");
}

foreach (string name in gone)
{
    Console.Error.WriteLine($"{name}: it was not measured.");
}

if (worse.Length + gone.Length > 0)
{
    Console.Error.WriteLine("Extend the generator (tests/Obshell.Recovery.Tests/Hostile) so that it reaches them, or write the record again: bash .ci/hostile --record.");
    return 1;
}

return 0;
