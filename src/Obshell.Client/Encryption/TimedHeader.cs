namespace Obshell.Client.Encryption;

/// <summary>An encrypted header, and the time on the agent's clock until which it is valid.</summary>
internal readonly record struct TimedHeader(string Text, DateTimeOffset Expires)
{
    /// <summary>Uses the agent's rule: whole seconds, and the header is still valid in the last one (PROTOCOL 2.3).</summary>
    public static bool IsOver(DateTimeOffset expires, DateTimeOffset now) => now.ToUnixTimeSeconds() > expires.ToUnixTimeSeconds();
}
