namespace Obshell.Client.Connection;

/// <summary>Whether a read that failed is tried again, and after what pause: 0.3, 0.6 and 1.2 s, or what an agent asked for.</summary>
internal static class ReadRetry
{
    private const int MaxTries = 3;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(300);

    /// <param name="fault">How it ended.</param>
    /// <param name="tries">How many tries there were.</param>
    /// <returns>Null when it is not tried again.</returns>
    public static TimeSpan? PauseAfter(ObshellException fault, int tries)
    {
        // An agent that hangs is not asked again: the caller's limit would count several times over.
        if (tries > MaxTries || !fault.IsTransient || fault is ObshellConnectionException { IsHang: true })
        {
            return null;
        }

        if (fault.RetryAfter is { } asked)
        {
            return asked;
        }

        // Between three and five quarters of the pause, so that clients that failed together do not come back together.
        // .NET Framework's own seed is a clock's: those that begin together would stay together.
        double factor = 0.75 + (new Random(Guid.NewGuid().GetHashCode()).NextDouble() / 2);
        return TimeSpan.FromMilliseconds(First.TotalMilliseconds * (1 << (tries - 1)) * factor);
    }
}
