using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Benchmarks.Measuring;
using Obshell.Benchmarks.Processes;

namespace Obshell.Benchmarks.Rows;

/// <summary>
/// The time of <c>Import-Module</c>, compared with a module that is only a manifest. Each import runs in a new process of the real shell.
/// </summary>
internal sealed class ImportRow : IRow
{
    private const int Rounds = 15;

    /// <summary>
    /// The assemblies that an import is expected to load: the module's own, and those that the PowerShell engine loads when it inspects an
    /// assembly. The engine can have loaded some of them before.
    /// </summary>
    private static readonly string[] Expected = ["Obshell.Client", "Obshell.Recovery", "ObshellPS", "ObshellPS.Loader", "Microsoft.Management.Infrastructure", "System.Net.NetworkInformation"];

    public string Name => "import";

    public Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        string folder = Directory.CreateTempSubdirectory("empty-module-").FullName;
        try
        {
            string empty = Empty(folder, "EmptyModule");
            string other = Empty(folder, "OtherModule");
            _ = Import(Child.StagedModule, other);
            _ = Import(empty, other);
            (double ours, double bare, _) = Samples.Compare(Rounds, () => Import(Child.StagedModule, other).Milliseconds, () => Import(empty, other).Milliseconds);
            string[] loaded = Import(Child.StagedModule, other).Loaded;
            string[] early = [.. loaded.Except(Expected)];
            return Task.FromResult<IReadOnlyList<Figure>>(
            [
                new Figure("Import-Module in the real shell, after one of another module", "at most 80 ms", string.Create(CultureInfo.InvariantCulture, $"{ours:0} ms ({bare:0} ms for an empty manifest)"), ours <= 80),
                new Figure(
                    "assemblies that import loads besides the module's own and the engine's", "none",
                    early.Length == 0 ? "none (" + string.Join(", ", loaded) + ")" : string.Join(", ", early), early.Length == 0),
            ]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Empty(string folder, string name)
    {
        string manifest = Path.Combine(folder, name + ".psd1");
        File.WriteAllText(manifest, "@{ ModuleVersion = '1.0.0'; CmdletsToExport = @(); FunctionsToExport = @(); AliasesToExport = @() }");
        return manifest;
    }

    private static (double Milliseconds, string[] Loaded) Import(string manifest, string other)
    {
        string[] lines = Child.Script("import.ps1", null, manifest, other).Split('\n');
        return (double.Parse(lines[0], CultureInfo.InvariantCulture), lines.Length > 1 ? lines[1].Split(' ') : []);
    }
}
