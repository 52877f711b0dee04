namespace Obshell.Recovery.Waiting;

/// <summary>
/// When to look again. Short after a change, since the next one may follow soon; then longer, up to a cap that keeps a
/// long wait below one request a second, the progress reads included. Jittered, so that many waiters do not march in step.
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

    /// <summary>A state or stage changed: look again soon.</summary>
    public void Quicken() => current = Shortest.TotalMilliseconds;

    /// <param name="many">Several DAGs share a list call: fewer, larger answers.</param>
    public TimeSpan Next(bool many) => Step(TimeSpan.FromMilliseconds(many ? 2000 : 1300));

    /// <param name="retryAfter">What a proxy asked for (<c>Retry-After</c>), if it did.</param>
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
