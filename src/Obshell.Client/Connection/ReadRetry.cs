namespace Obshell.Client.Connection;

/// <summary>Whether a failed read is tried again, and after which pause: 0.3, 0.6 and 1.2 s, or the pause that an agent asked for.</summary>
internal static class ReadRetry
{
    private const int MaxTries = 3;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(300);

    /// <param name="fault">The error of the last try.</param>
    /// <param name="tries">The number of tries so far.</param>
    /// <returns>Null when the read is not tried again.</returns>
    public static TimeSpan? PauseAfter(ObshellException fault, int tries)
    {
        // An agent that hangs is not asked again: otherwise the caller would wait for the time limit several times.
        if (tries > MaxTries || !fault.IsTransient || fault is ObshellConnectionException { IsHang: true })
        {
            return null;
        }

        if (fault.RetryAfter is { } asked)
        {
            return asked;
        }

        // The pause is multiplied by a random factor of 0.75 to 1.25, so clients that failed at the same time do not retry at the same
        // time. The seed is a GUID, because the default seed of .NET Framework is the clock: clients that start at the same time would get
        // the same factor.
        double factor = 0.75 + (new Random(Guid.NewGuid().GetHashCode()).NextDouble() / 2);
        return TimeSpan.FromMilliseconds(First.TotalMilliseconds * (1 << (tries - 1)) * factor);
    }
}
