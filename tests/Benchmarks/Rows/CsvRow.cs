using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using Obshell.Benchmarks.Measuring;
using Obshell.Benchmarks.Processes;

namespace Obshell.Benchmarks.Rows;

/// <summary>Compares 200 restores that are piped as rows of a CSV file with restores that are started one after the other.</summary>
internal sealed class CsvRow : IRow
{
    /// <summary>
    /// The time that is added to each POST of the simulated agent, because a real agent sends several queries to its database.
    /// </summary>
    private const int PostMilliseconds = 100;

    public string Name => "csv";

    public Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        using var simulator = new SimulatorProcess(postMilliseconds: PostMilliseconds);
        (double alone, _) = Start(simulator, 40, 1);
        (double together, bool isInOrder) = Start(simulator, 200, 0);
        double ratio = alone / together;
        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new Figure(
                $"rate of 200 restores from rows, against one after the other, where the agent takes {PostMilliseconds} ms for each", "at least 10 times",
                string.Create(CultureInfo.InvariantCulture, $"{ratio:0.0} times ({together:0.0} and {alone:0.0} ms each)"), ratio >= 10),
            new Figure("their DAGs in the order of the rows", "yes", isInOrder ? "yes" : "no", isInOrder),
        ]);
    }

    private static (double MillisecondsEach, bool IsInOrder) Start(SimulatorProcess simulator, int count, int atOnce)
    {
        string[] words = Child.Script(
            "start.ps1", simulator.Address, Child.StagedModule, count.ToString(CultureInfo.InvariantCulture), atOnce.ToString(CultureInfo.InvariantCulture)).Split(' ');
        return (double.Parse(words[0], CultureInfo.InvariantCulture), bool.Parse(words[1]));
    }
}
