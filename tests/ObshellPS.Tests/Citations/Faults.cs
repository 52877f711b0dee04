using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace ObshellPS.Tests.Citations;

internal static class Faults
{
    /// <summary>There are none; or a failure that names each in full, which Assert.Empty would cut.</summary>
    public static void None(IEnumerable<string> faults)
    {
        string[] all = [.. faults.Distinct()];
        Assert.True(all.Length == 0, string.Join("\n", all));
    }
}
