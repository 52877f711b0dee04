using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Obshell.Benchmarks.Measuring;

namespace Obshell.Benchmarks.Rows;

/// <summary>
/// The client's own processor time for one poll, measured with BenchmarkDotNet: header and decoding, without the transport.
/// </summary>
internal sealed class HeaderRow : IRow
{
    public string Name => "header";

    public Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        ManualConfig config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(new InProcessEmitToolchain(TimeSpan.FromMinutes(5), logOutput: false)).WithIterationCount(10))
            .AddDiagnoser(MemoryDiagnoser.Default).AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
            .AddLogger(NullLogger.Instance)
            .WithOptions(ConfigOptions.DisableLogFile);
        Summary summary = BenchmarkRunner.Run<PollBenchmark>(config);
        double fresh = Microseconds(summary, nameof(PollBenchmark.FreshHeader));
        double reused = Microseconds(summary, nameof(PollBenchmark.ReusedHeader));
        double decode = Microseconds(summary, nameof(PollBenchmark.Decode));
        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new Figure("header and decoding of one poll, header encrypted each time", "at most 60 microseconds", string.Create(CultureInfo.InvariantCulture, $"{fresh + decode:0.0} microseconds"), fresh + decode <= 60),
            new Figure("header and decoding of one poll, header reused", "at most 10 microseconds", string.Create(CultureInfo.InvariantCulture, $"{reused + decode:0.0} microseconds"), reused + decode <= 10),
        ]);
    }

    private static double Microseconds(Summary summary, string method) =>
        summary.Reports.Single(r => r.BenchmarkCase.Descriptor.WorkloadMethod.Name == method).ResultStatistics!.Median / 1000;
}
