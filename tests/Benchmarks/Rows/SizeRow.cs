using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Benchmarks.Measuring;
using Obshell.Benchmarks.Processes;

namespace Obshell.Benchmarks.Rows;

/// <summary>The size of one edition of the module on disk: all files except the folder of the other edition.</summary>
internal sealed class SizeRow : IRow
{
    private static readonly string[] Editions = ["net8.0", "net472"];

    public string Name => "size";

    public Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        string module = Path.GetDirectoryName(Child.StagedModule)!;
        return Task.FromResult<IReadOnlyList<Figure>>([.. Editions.Select(edition =>
        {
            string other = Path.Combine(module, "bin", Editions.Single(e => e != edition)) + Path.DirectorySeparatorChar;
            double megabytes = Directory.EnumerateFiles(module, "*", SearchOption.AllDirectories)
                .Where(f => !f.StartsWith(other, StringComparison.Ordinal))
                .Sum(f => new FileInfo(f).Length) / 1e6;
            return new Figure($"unpacked size of the packaged files for {edition}", "under 9 MB", string.Create(CultureInfo.InvariantCulture, $"{megabytes:0.00} MB"), megabytes < 9);
        })]);
    }
}
