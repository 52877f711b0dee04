using System.Collections.Generic;
using System.Threading.Tasks;

namespace Obshell.Benchmarks.Measuring;

/// <summary>One measurement of the table. It can return several figures.</summary>
internal interface IRow
{
    /// <summary>The name of the measurement on the command line.</summary>
    string Name { get; }

    Task<IReadOnlyList<Figure>> MeasureAsync();
}
