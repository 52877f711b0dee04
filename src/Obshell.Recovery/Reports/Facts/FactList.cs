using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>Makes lists of facts.</summary>
internal static class FactList
{
    /// <summary>Makes a list of facts, without facts that have no value.</summary>
    public static IEnumerable<Fact> Of(params (string Id, DisplayText Value)[] all)
    {
        foreach ((string id, DisplayText value) in all)
        {
            if (!value.IsEmpty)
            {
                yield return new Fact(id, value);
            }
        }
    }
}
