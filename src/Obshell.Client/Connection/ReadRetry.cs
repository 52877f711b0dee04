namespace Obshell.Client.Connection;

/// <summary>Whether a failed read is tried again, and after which pause: 0.3, 0.6 and 1.2 s, or the pause that an agent asked for.</summary>
internal static class ReadRetry
{
    private const int MaxTries = 3;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(300);

    /// <param name="fault">The fault with which the last try ended.</param>
    /// <param name="tries">How many tries there were.</param>
    /// <returns>Null when the read is not tried again.</returns>
    public static TimeSpan? PauseAfter(ObshellException fault, int tries)
    {
        // An agent that hangs is not asked again: otherwise the caller would wait several times its limit.
        if (tries > MaxTries || !fault.IsTransient || fault is ObshellConnectionException { IsHang: true })
        {
            return null;
        }

        if (fault.RetryAfter is { } asked)
        {
            return asked;
        }

        // The pause is multiplied by 0.75 to 1.25, so that clients that failed together do not come back together. The default seed of
        // .NET Framework is the clock: clients that begin together would stay together.
        double factor = 0.75 + (new Random(Guid.NewGuid().GetHashCode()).NextDouble() / 2);
        return TimeSpan.FromMilliseconds(First.TotalMilliseconds * (1 << (tries - 1)) * factor);
    }
}
