using System.Collections.Generic;

namespace Obshell.Client.Reports;

/// <summary>Lists of facts.</summary>
internal static class Facts
{
    /// <summary>Without those that are empty.</summary>
    public static IEnumerable<Fact> Of(params (string Label, string? Value)[] all)
    {
        foreach ((string label, string? value) in all)
        {
            ShownText shown = ShownText.Of(value);
            if (!shown.IsEmpty)
            {
                yield return new Fact(label, shown);
            }
        }
    }
}
