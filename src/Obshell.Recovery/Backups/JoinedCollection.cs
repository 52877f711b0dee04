using Obshell.Client.Display;

namespace Obshell.Recovery;

/// <summary>
/// A list whose text is its items, joined with <c>;</c>. Export-Csv writes this text into a column, where an array would become the name of
/// its type. <c>-ZoneList</c> reads the text of a list of zones.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class JoinedCollection<T> : List<T>
{
    /// <summary>The number of items, as in an array.</summary>
    public int Length => Count;

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(string.Join(";", this));
}
