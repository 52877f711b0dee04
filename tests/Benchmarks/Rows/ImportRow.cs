using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Benchmarks.Measuring;
using Obshell.Benchmarks.Processes;

namespace Obshell.Benchmarks.Rows;

/// <summary>What <c>Import-Module</c> costs, against a module that is nothing but a manifest. Each import in a new process.</summary>
internal sealed class ImportRow : IRow
{
    private const int Rounds = 15;

    /// <summary>Of the module itself, and what the engine takes to look through any assembly. Framework assemblies that the engine has loaded for itself by then cannot be told apart.</summary>
    private static readonly string[] Expected = ["Obshell.Client", "Obshell.Recovery", "ObshellPS", "ObshellPS.Loader", "Microsoft.Management.Infrastructure", "System.Net.NetworkInformation"];

    public string Name => "import";

    public Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        string folder = Directory.CreateTempSubdirectory("empty-module-").FullName;
        try
        {
            string empty = Path.Combine(folder, "EmptyModule.psd1");
            File.WriteAllText(empty, "@{ ModuleVersion = '1.0.0'; GUID = 'f0a7b0a2-7f0c-4ad2-9e55-0d8e4d4f9f31'; CmdletsToExport = @(); FunctionsToExport = @(); AliasesToExport = @() }");
            _ = Import(Child.StagedModule);
            _ = Import(empty);
            (double ours, double bare, double ratio) = Samples.Compare(Rounds, () => Import(Child.StagedModule).Milliseconds, () => Import(empty).Milliseconds);
            string[] loaded = Import(Child.StagedModule).Loaded;
            string[] early = [.. loaded.Except(Expected)];
            return Task.FromResult<IReadOnlyList<Figure>>(
            [
                new Figure("Import-Module, against an empty manifest module", "at most 4.5 times", string.Create(CultureInfo.InvariantCulture, $"{ratio:0.0} times ({ours:0} and {bare:0} ms)"), ratio <= 4.5),
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

    private static (double Milliseconds, string[] Loaded) Import(string manifest)
    {
        string[] lines = Child.Run(Child.StartSelf("as-importer", manifest)).Split('\n');
        return (double.Parse(lines[0], CultureInfo.InvariantCulture), lines.Length > 1 ? lines[1].Split(' ') : []);
    }
}
