namespace Obshell.Client.Encryption;

/// <summary>An encrypted header, and the time on the agent's clock until which it is valid.</summary>
internal readonly record struct TimedHeader(string Text, DateTimeOffset Expires)
{
    /// <summary>
    /// Whether the header has expired, by the agent's rule: times are compared in whole seconds, and in the last second the header is still
    /// valid (PROTOCOL 2.3).
    /// </summary>
    public static bool IsOver(DateTimeOffset expires, DateTimeOffset now) => now.ToUnixTimeSeconds() > expires.ToUnixTimeSeconds();
}
