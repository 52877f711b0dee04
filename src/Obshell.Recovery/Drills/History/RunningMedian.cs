namespace Obshell.Recovery.Drills.History;

/// <summary>The median of all values so far. It keeps a sorted lower half and a sorted upper half, so adding a value is fast.</summary>
internal sealed class RunningMedian
{
    private readonly SortedSet<(double Value, int Number)> lower = [];
    private readonly SortedSet<(double Value, int Number)> upper = [];
    private int count;

    public double? Value => count == 0 ? null
        : lower.Count > upper.Count ? lower.Max.Value
        : (lower.Max.Value + upper.Min.Value) / 2;

    public void Add(double value)
    {
        // A set stores equal items only once. So each item also contains its own number, and two items with the same value are not equal.
        (double, int) item = (value, count++);
        if (lower.Count > 0 && value <= lower.Max.Value)
        {
            lower.Add(item);
        }
        else
        {
            upper.Add(item);
        }

        if (lower.Count > upper.Count + 1)
        {
            Move(lower, upper, lower.Max);
        }
        else if (upper.Count > lower.Count)
        {
            Move(upper, lower, upper.Min);
        }
    }

    private static void Move(SortedSet<(double, int)> from, SortedSet<(double, int)> to, (double, int) item)
    {
        from.Remove(item);
        to.Add(item);
    }
}
