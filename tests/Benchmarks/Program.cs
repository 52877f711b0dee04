using System.Linq;
using BenchmarkDotNet.Running;
using Obshell.Benchmarks;
using Obshell.Benchmarks.Measuring;
using Obshell.Benchmarks.Processes;
using Obshell.Benchmarks.Rows;

// dotnet run -c Release --project tests/Benchmarks              the whole table, docs/performance.md
// dotnet run -c Release --project tests/Benchmarks -- poll csv  some rows of it
// dotnet run -c Release --project tests/Benchmarks -- allocations   what a poll allocates, by type
// dotnet run -c Release --project tests/Benchmarks -- --filter '*'  options of BenchmarkDotNet
switch (args.FirstOrDefault())
{
    case "as-simulator":
        await SimulatorRole.RunAsync(args[1..]);
        return 0;
    case "allocations":
        await AllocationProfile.WriteAsync();
        return 0;
    case { } option when option.StartsWith('-'):
        BenchmarkSwitcher.FromAssembly(typeof(PollBenchmark).Assembly).Run(args);
        return 0;
    default:
        return await Table.WriteAsync([new PollRow(), new HeaderRow(), new BlocksRow(), new ImportRow(), new FirstDagRow(), new WatchRow(), new PaceRow(), new CsvRow(), new SizeRow()], args);
}
