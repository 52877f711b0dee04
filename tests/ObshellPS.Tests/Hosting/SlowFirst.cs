using System;
using System.Collections.Generic;
using System.Linq;
using ObshellPS.Tests.Hosting;
using Xunit;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("ObshellPS.Tests.Hosting." + nameof(SlowFirst), "ObshellPS.Tests")]

namespace ObshellPS.Tests.Hosting;

/// <summary>Long test classes start first, so that the run does not wait at its end for a long class that started last.</summary>
public sealed class SlowFirst : ITestCollectionOrderer
{
    /// <summary>Sorted by duration, the longest first.</summary>
    private static readonly string[] Longest =
    [
        "EveryCmdletTests", "RestartBeforeTests", "RestartAfterTests", "TerminalStartTests", "TerminalDagTests", "TerminalChangeTests", "TerminalReadTests", "ExampleRunbookTests", "WeeklyDrillTests", "ConflictTests",
        "EveryChangeTests", "ConnectObClusterTests", "SoakTests", "DyingConnectionTests", "RemoveObTenantTests", "DagOperatorLostAnswerTests", "DrillPoolsTests", "WaitObDagAnyAndResumeTests", "StartObTenantRestoreLostAnswerTests",
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections.OrderBy(Place);

    private static int Place(ITestCollection collection)
    {
        int place = Array.IndexOf(Longest, collection.DisplayName.Split('.').Last());
        return place < 0 ? Longest.Length : place;
    }
}
