using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>Lists of facts.</summary>
internal static class FactList
{
    /// <summary>Without those that are empty.</summary>
    public static IEnumerable<Fact> Of(params (string Label, DisplayText Value)[] all)
    {
        foreach ((string label, DisplayText value) in all)
        {
            if (!value.IsEmpty)
            {
                yield return new Fact(label, value);
            }
        }
    }
}
