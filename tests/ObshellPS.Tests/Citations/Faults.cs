using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace ObshellPS.Tests.Citations;

internal static class Faults
{
    /// <summary>Fails if there are faults, and lists each in full. Assert.Empty would shorten the list.</summary>
    public static void None(IEnumerable<string> faults)
    {
        string[] all = [.. faults.Distinct()];
        Assert.True(all.Length == 0, string.Join("\n", all));
    }
}
