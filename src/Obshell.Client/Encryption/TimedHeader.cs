namespace Obshell.Client.Encryption;

/// <summary>An encrypted header, and until when it is good on the agent's clock.</summary>
internal readonly record struct TimedHeader(string Text, DateTimeOffset Expires)
{
    /// <summary>As the agent judges it: whole seconds, and the last one is still good (PROTOCOL 2.3).</summary>
    public static bool IsOver(DateTimeOffset expires, DateTimeOffset now) => now.ToUnixTimeSeconds() > expires.ToUnixTimeSeconds();
}
