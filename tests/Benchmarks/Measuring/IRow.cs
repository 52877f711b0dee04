using System.Collections.Generic;
using System.Threading.Tasks;

namespace Obshell.Benchmarks.Measuring;

/// <summary>One measurement of the table; it may give several figures.</summary>
internal interface IRow
{
    /// <summary>What to ask for it by on the command line.</summary>
    string Name { get; }

    Task<IReadOnlyList<Figure>> MeasureAsync();
}
