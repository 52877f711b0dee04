namespace Obshell.Recovery.Waiting;

/// <summary>
/// Computes the time until the next poll. The interval is short after a change, because the next change may follow soon. Then it grows up
/// to a maximum. With this maximum, a long wait sends less than one request a second, including the requests for progress. A random part
/// (jitter) is added, so that many waits do not poll at the same time.
/// </summary>
internal sealed class PollInterval
{
    private const double Growth = 1.6;
    private const double Jitter = 0.1;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWhenFaulty = TimeSpan.FromSeconds(5);

    private readonly Random random;
    private double current = Shortest.TotalMilliseconds;

    public PollInterval(Random random) => this.random = random;

    /// <summary>Makes the interval short, after a change of state or stage.</summary>
    public void Quicken() => current = Shortest.TotalMilliseconds;

    /// <param name="many">Whether several DAGs share one list request. Lists are larger, so they are read less often.</param>
    public TimeSpan Next(bool many) => Step(TimeSpan.FromMilliseconds(many ? 2000 : 1300));

    /// <param name="retryAfter">The delay that a proxy asked for (<c>Retry-After</c>); null when it asked for none.</param>
    public TimeSpan NextAfterFault(TimeSpan? retryAfter)
    {
        TimeSpan next = Step(LongestWhenFaulty);
        return retryAfter > next ? retryAfter.Value : next;
    }

    private TimeSpan Step(TimeSpan longest)
    {
        double delay = Math.Min(current, longest.TotalMilliseconds);
        current = Math.Min(current * Growth, LongestWhenFaulty.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(delay * (1 - Jitter + (2 * Jitter * random.NextDouble())));
    }
}
