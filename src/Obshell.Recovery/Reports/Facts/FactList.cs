using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>Lists of facts.</summary>
internal static class FactList
{
    /// <summary>The facts without the empty ones.</summary>
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
